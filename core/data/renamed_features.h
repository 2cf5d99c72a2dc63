#pragma once

#include <memory>

#include "core/data/features.h"

namespace cortiscope {

/// The same features, of images that have other names.
class RenamedFeatures : public FeatureSet {
 public:
  /// @param images  (M) unique, in the order of the features
  RenamedFeatures(std::shared_ptr<const FeatureSet> features, std::vector<std::string> images);
  const FeatureInfo& info() const override { return info_; }
  TokenBatch read(const std::vector<int>& images) const override { return features_->read(images); }
  Array<float> read_last_global(const std::vector<int>& images) const override {
    return features_->read_last_global(images);
  }
  LayerTokens read_layer(int layer, const std::vector<int>& images) const override {
    return features_->read_layer(layer, images);
  }

 private:
  std::shared_ptr<const FeatureSet> features_;
  FeatureInfo info_;
};

}  // namespace cortiscope
