#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/data/features.h"
#include "core/data/image.h"

namespace cortiscope {

/// The synthetic networks there are, all of twelve layers over the same trunk of processing stages:
/// `aligned` reads the stages early to late, `truncated` has its last layers at the middle of the
/// trunk, `low-level` stays with the first stages, `scrambled` has them out of order.
const std::vector<std::string>& synthetic_network_names();

/// A network made from random but structured weights, as a TorchScript module with
/// `get_tokens(images)`: images (B, 3, R, R) in 0..1 give, per layer, local tokens (B, C, 8, 8) and
/// global tokens (B, C).
///
/// A stem of Gabor-like filters is followed by residual stages h' = a h + b |conv(contrast(h))| of
/// unit variance, so that neighbouring layers are alike and distant ones are not. Local tokens are
/// means of 2 x 2 places. Global tokens have a residual stream of their own, fed from each stage by
/// a softmax-weighted mean over all places, which stresses where a channel is strongest and so
/// differs from the mean of the local tokens.
///
/// Every token channel has mean 0 and deviation kTokenDeviation over the images it was calibrated
/// with: at the published learning rate, tokens of unit deviation take a fit several times the
/// steps.
class SyntheticNetwork {
 public:
  /// @param name         one of synthetic_network_names()
  /// @param seed         of the weights; networks of one seed share their trunk
  /// @param calibration  images of one square size, whose side is 64
  /// @throws Error  kBadValue: no network of this name
  SyntheticNetwork(const std::string& name, std::uint64_t seed,
                   const std::vector<Image>& calibration);

  /// Loads what save() wrote.
  /// @throws Error  kNotFound: no such file; kBadFormat: not a TorchScript module with get_tokens
  static SyntheticNetwork load(const std::filesystem::path& file);

  SyntheticNetwork(SyntheticNetwork&&) noexcept;
  SyntheticNetwork& operator=(SyntheticNetwork&&) noexcept;
  ~SyntheticNetwork();

  /// The name given, or that of the file without ".pt".
  const std::string& name() const { return name_; }

  /// What the features of these images are.
  FeatureInfo info(const std::vector<std::string>& images) const;

  /// Runs get_tokens.
  TokenBatch tokens(const std::vector<Image>& images) const;

  /// Writes the module for `cortiscope extract` or Python's torch.jit.load.
  /// @throws Error  kBadFormat: the file cannot be written
  void save(const std::filesystem::path& file) const;

  /// The side of the images that the networks are made for, in pixels.
  static constexpr int kImageSide = 64;

  /// Of every token channel, local and global.
  static constexpr float kTokenDeviation = 4;

 private:
  struct Module;
  SyntheticNetwork(std::string name, std::unique_ptr<Module> module);

  std::string name_;
  std::unique_ptr<Module> module_;
};

/// How many threads torch may use from now on, in this process.
void set_network_threads(int threads);

}  // namespace cortiscope
