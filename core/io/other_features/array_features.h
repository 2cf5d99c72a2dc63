#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/data/features.h"
#include "core/io/other_features/token_layout.h"

namespace cortiscope {

/// One layer of features that another program wrote: an array for each image. May be read from any
/// thread, one at a time.
class LayerArrays {
 public:
  virtual ~LayerArrays() = default;
  /// The name of its file in messages.
  virtual std::string subject() const = 0;
  /// Of one image's array.
  virtual const Shape& shape() const = 0;
  /// @return  (B, ...), in the order of `images`
  /// @throws Error  where they cannot be read, are not finite, or have another shape
  virtual Array<float> read(const std::vector<int>& images) const = 0;
};

struct NamedLayer {
  std::string name;
  std::unique_ptr<const LayerArrays> arrays;
};

/// Features of layers that are arrays, as tokens (token_layout.h).
class ArrayFeatures : public FeatureSet {
 public:
  /// @param layers  early to late, at least one
  /// @param images  (M)
  /// @throws Error  kBadValue: two images have one name; also as token_layout
  ArrayFeatures(std::string network, std::vector<NamedLayer> layers,
                std::vector<std::string> images);
  const FeatureInfo& info() const override { return info_; }
  TokenBatch read(const std::vector<int>& images) const override;
  Array<float> read_last_global(const std::vector<int>& images) const override;
  LayerTokens read_layer(int layer, const std::vector<int>& images) const override;

  /// How many layers have one vector for an image.
  int layers_without_local() const;

 private:
  struct Layer {
    std::unique_ptr<const LayerArrays> arrays;
    TokenLayout layout;
  };
  std::vector<Layer> layers_;
  FeatureInfo info_;
};

/// "blocks.2" before "blocks.10": numbers in names are compared as numbers.
bool is_before(const std::string& a, const std::string& b);

}  // namespace cortiscope
