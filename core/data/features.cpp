#include "core/data/features.h"

namespace cortiscope {
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
