#include "core/data/features.h"

#include <algorithm>

namespace cortiscope {
namespace {

/// Rows of an array of which `held` has the first; `others` has the rest, in this order.
Array<float> merge_rows(const Array<float>& held, const Array<float>& others,
                        const std::vector<int>& rows) {
  Shape shape = held.shape;
  shape[0] = std::int64_t(rows.size());
  Array<float> merged(std::move(shape));
  std::int64_t next = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float* row = rows[i] < held.rows() ? held.row(rows[i]) : others.row(next++);
    std::copy_n(row, held.row_size(), merged.row(std::int64_t(i)));
  }
  return merged;
}

}  // namespace

LayerTokens FeatureSet::read_layer(int layer, const std::vector<int>& images) const {
  TokenBatch all = read(images);
  return {std::move(all.local[layer]), std::move(all.global[layer])};
}

TokenBatch FeatureSet::read_layers(const std::vector<int>& images) const {
  TokenBatch batch;
  for (int l = 0; l < info().layer_count(); ++l) {
    LayerTokens layer = read_layer(l, images);
    batch.local.push_back(std::move(layer.local));
    batch.global.push_back(std::move(layer.global));
  }
  return batch;
}

FeaturesInMemory::FeaturesInMemory(FeatureInfo info, TokenBatch tokens,
                                   std::shared_ptr<const FeatureSet> rest)
    : info_(std::move(info)), tokens_(std::move(tokens)), rest_(std::move(rest)) {
  assert(int(tokens_.local.size()) == info_.layer_count());
  assert(int(tokens_.global.size()) == info_.layer_count());
  assert(rest_ || tokens_.global[0].rows() == info_.image_count());
}

std::vector<int> FeaturesInMemory::missing(const std::vector<int>& images) const {
  std::vector<int> missing;
  for (const int image : images) {
    if (image >= tokens_.global[0].rows()) missing.push_back(image);
  }
  return missing;
}

Array<float> FeaturesInMemory::read_last_global(const std::vector<int>& images) const {
  const std::vector<int> others = missing(images);
  return merge_rows(tokens_.global.back(),
                    others.empty() ? Array<float>() : rest_->read_last_global(others), images);
}

TokenBatch FeaturesInMemory::read(const std::vector<int>& images) const {
  const std::vector<int> not_held = missing(images);
  const std::vector<Array<float>> none(tokens_.local.size());
  const TokenBatch others = not_held.empty() ? TokenBatch{none, none} : rest_->read(not_held);
  TokenBatch batch;
  for (int l = 0; l < info_.layer_count(); ++l) {
    batch.local.push_back(merge_rows(tokens_.local[l], others.local[l], images));
    batch.global.push_back(merge_rows(tokens_.global[l], others.global[l], images));
  }
  return batch;
}

LayerTokens FeaturesInMemory::read_layer(int layer, const std::vector<int>& images) const {
  const std::vector<int> not_held = missing(images);
  const LayerTokens others = not_held.empty() ? LayerTokens{} : rest_->read_layer(layer, not_held);
  return {merge_rows(tokens_.local[layer], others.local, images),
          merge_rows(tokens_.global[layer], others.global, images)};
}

}  // namespace cortiscope
