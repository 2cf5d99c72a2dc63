#include "core/data/features.h"

#include <algorithm>

namespace cortiscope {
namespace {

Array<float> rows_of(const Array<float>& all, const std::vector<int>& rows) {
  Shape shape = all.shape;
  shape[0] = std::int64_t(rows.size());
  Array<float> some(shape);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::copy_n(all.row(rows[i]), all.row_size(), some.values.data() + i * all.row_size());
  }
  return some;
}

}  // namespace

FeaturesInMemory::FeaturesInMemory(FeatureInfo info, TokenBatch tokens)
    : info_(std::move(info)), tokens_(std::move(tokens)) {
  assert(int(tokens_.local.size()) == info_.layer_count());
  assert(int(tokens_.global.size()) == info_.layer_count());
}

TokenBatch FeaturesInMemory::read(const std::vector<int>& images) const {
  TokenBatch batch;
  for (int l = 0; l < info_.layer_count(); ++l) {
    batch.local.push_back(rows_of(tokens_.local[l], images));
    batch.global.push_back(rows_of(tokens_.global[l], images));
  }
  return batch;
}

}  // namespace cortiscope
