#pragma once

#include <array>
#include <filesystem>
#include <optional>

#include "core/backbone/open_backbone.h"

namespace cortiscope {

/// What a package wrote about weights in files beside them; absent where none says it.
struct NetworkConfig {
  std::optional<int> heads;       ///< of attention
  std::optional<int> head_width;  ///< channels of one of them
  std::optional<Activation> activation;
  std::optional<double> epsilon;                         ///< of normalisations
  std::optional<std::array<double, 3>> mean, deviation;  ///< as in Preprocessing
};

/// Reads config.json and preprocessor_config.json of Hugging Face, config.json of timm, and
/// open_clip_config.json, from the folder of the weights.
/// @throws Error  kBadFormat: one of them is no JSON, or far too large; kBadValue: an activation
/// that
///                we do not know
NetworkConfig config_beside(const std::filesystem::path& weights);

}  // namespace cortiscope
