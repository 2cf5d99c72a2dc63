#include "core/data/renamed_features.h"

#include <cassert>

namespace cortiscope {

RenamedFeatures::RenamedFeatures(std::shared_ptr<const FeatureSet> features,
                                 std::vector<std::string> images)
    : features_(std::move(features)), info_(features_->info()) {
  assert(images.size() == info_.images.size());
  info_.images = std::move(images);
}

}  // namespace cortiscope
