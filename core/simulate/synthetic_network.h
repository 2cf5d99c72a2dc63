#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/backbone/script.h"
#include "core/data/features.h"
#include "core/data/image.h"

namespace cortiscope {

/// The side of the images that synthetic networks are made for, in pixels.
constexpr int kSyntheticImageSide = 64;

/// Standard deviation of every token channel of a synthetic network, local and global, over the
/// images it was calibrated with.
constexpr float kTokenDeviation = 4;

/// The available synthetic networks, all of twelve layers over the same trunk of processing stages:
/// `aligned` reads the stages early to late, `truncated` has its last layers at the middle of the
/// trunk, `low-level` stays with the first stages, `scrambled` reads them out of order.
const std::vector<std::string>& synthetic_network_names();

/// Two more, made where they are asked for, as if `aligned` had been trained further; the subject's
/// responses still come from `aligned`. `aligned-finetuned` keeps the first kKeptLayers layers
/// exactly, and its late ones are rewired: 7 to 9 and 10 to 12 have changed places.
/// `aligned-forgotten` has no layer where it was: 1 to 6 and 7 to 12 have changed places. What a
/// vertex reads in them is known exactly (known_answer.h).
inline const std::string kFinetunedNetwork = "aligned-finetuned";
inline const std::string kForgottenNetwork = "aligned-forgotten";
constexpr int kKeptLayers = 6;

/// One more, made where it is asked for: `untrained`, the untrained twin of `aligned`
/// (Backbone::shuffle_weights, with the seed of its weights). It is no longer normalised: token
/// channels have other means and deviations than those of the trained network.
inline const std::string kUntrainedNetwork = "untrained";

/// The name that the features file holds and every view shows: "aligned, fine-tuned" and "aligned,
/// all forgotten" for those two networks, else `name`.
std::string title_of_network(const std::string& name);

/// @throws Error  kBadValue: there is no synthetic network of this name
void require_synthetic_network(const std::string& name);

/// Makes a network of random but structured weights, as a TorchScript module with
/// `get_tokens(images)`: images (B, 3, 64, 64) in 0..1 give, per layer, local tokens (B, C, 8, 8)
/// and global tokens (B, C).
///
/// A stem of Gabor-like filters is followed by residual stages h' = a h + b |conv(contrast(h))| of
/// unit variance, so that neighbouring layers are alike and distant ones are not. Local tokens are
/// means of 2 x 2 positions. Global tokens have a residual stream of their own, fed from each stage
/// by a softmax-weighted mean over all positions, which stresses where a channel is strongest and
/// so differs from the mean of the local tokens.
///
/// Every token channel of a trained one has mean 0 and deviation kTokenDeviation over the images it
/// was calibrated with: at the published learning rate, tokens of unit deviation take a fit several
/// times the steps.
///
/// @param name         one of synthetic_network_names(), or one of those made where asked for
/// @param seed         of the weights; networks of one seed share their trunk
/// @param calibration  images of side kSyntheticImageSide; the first 256 are used
/// @throws Error  kBadValue: no network of this name
std::unique_ptr<ScriptBackbone> make_synthetic_network(const std::string& name, std::uint64_t seed,
                                                       const std::vector<Image>& calibration);

/// The FeatureInfo of a synthetic network for these images.
FeatureInfo synthetic_features(const std::string& network, const std::vector<std::string>& images);

}  // namespace cortiscope
