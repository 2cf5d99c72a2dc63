#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/data/array.h"
#include "core/data/preprocessing.h"

namespace cortiscope {

/// What a network's features are: L layers over M images, tokens on one H x W grid.
struct FeatureInfo {
  std::string network;              ///< "aligned", "clip_vit_b16", ...
  bool is_synthetic = false;        ///< a simulated network; labelled wherever it is displayed
  std::vector<std::string> layers;  ///< (L) names, early to late
  std::vector<int> channels;        ///< (L) C_l
  int rows = 8;                     ///< H
  int columns = 8;                  ///< W
  std::vector<std::string> images;  ///< (M) names, unique
  std::string tokens;               ///< "stream" or "increment" of each block; empty: not recorded
  Preprocessing preprocessing;      ///< of the images; the default where it is not recorded
  /// (M) difference hashes of the images (image_hash.h); empty where not recorded. Fits do not keep
  /// them.
  std::vector<std::uint64_t> image_hashes = {};
  /// What the network was trained for, a few words: "supervised", "masked autoencoding"; empty: not
  /// recorded.
  std::string objective = {};

  int layer_count() const { return int(layers.size()); }
  int image_count() const { return int(images.size()); }
};

/// The tokens of B images.
template <class T>
struct TokensOf {
  std::vector<Array<T>> local;   ///< L of (B, C_l, H, W)
  std::vector<Array<T>> global;  ///< L of (B, C_l)
};
using TokenBatch = TokensOf<float>;

/// The tokens of one layer.
struct LayerTokens {
  Array<float> local;   ///< (B, C, H, W)
  Array<float> global;  ///< (B, C)
};

/// A network's features of a set of images, in memory or on disk.
class FeatureSet {
 public:
  virtual ~FeatureSet() = default;
  virtual const FeatureInfo& info() const = 0;

  /// The tokens of the requested images, in that order. May be called from any one thread.
  /// @pre each index is in 0..M-1
  /// @throws Error  where a file cannot be read or holds numbers that are not finite
  virtual TokenBatch read(const std::vector<int>& images) const = 0;

  /// The global tokens of the last layer alone, (B, C_L), in that order: a small part of what
  /// read() reads.
  /// @pre, @throws Error  as read()
  virtual Array<float> read_last_global(const std::vector<int>& images) const {
    return std::move(read(images).global.back());
  }
  /// The same of one layer, 0..L-1. Where it is not overridden, reads all of them.
  virtual LayerTokens read_layer(int layer, const std::vector<int>& images) const;

 protected:
  /// What read() returns, from read_layer() of each layer: of sets that keep their layers apart.
  TokenBatch read_layers(const std::vector<int>& images) const;
};

/// A feature set that holds the tokens of its first images (some or all) in memory and reads the
/// others from `rest`. May be read from several threads at once if `rest` may.
class FeaturesInMemory : public FeatureSet {
 public:
  /// @param tokens  of the first K of the M images
  /// @param rest    a feature set of all M images; may be null where K = M
  /// @pre tokens have the shapes that info says
  FeaturesInMemory(FeatureInfo info, TokenBatch tokens,
                   std::shared_ptr<const FeatureSet> rest = nullptr);
  const FeatureInfo& info() const override { return info_; }
  TokenBatch read(const std::vector<int>& images) const override;
  LayerTokens read_layer(int layer, const std::vector<int>& images) const override;
  Array<float> read_last_global(const std::vector<int>& images) const override;

 private:
  /// Of these images, those that `rest` has.
  std::vector<int> missing(const std::vector<int>& images) const;

  FeatureInfo info_;
  TokenBatch tokens_;
  std::shared_ptr<const FeatureSet> rest_;
};

}  // namespace cortiscope
