#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/backbone/backbone.h"

namespace cortiscope {

/// How a network is opened. What is absent its file says, else it is the default.
struct BackboneOptions {
  std::string device = "cpu";                            ///< "auto", "cpu", "cuda" or "cuda:N"
  std::optional<std::array<double, 3>> mean, deviation;  ///< as in Preprocessing
};

/// Opens a network that is a TorchScript module. Loads torch.
///
/// A TorchScript module has `get_tokens(images)`: images (B, 3, H, W) in 0..1 give a list of local
/// tokens (B, C, H, W) and a list of global tokens (B, C). It may carry as attributes:
///   input_side      integer: pixels squared that images are resized to
///   input_mean,
///   input_std       three numbers: subtracted from red, green and blue, and what divides the rest
///   layer_names     a list of strings, one for each layer
///   visual_degrees  number: visual angle that the image's side spans
/// The module is a program: call require_trusted() (trusted_module.h) before.
///
/// @throws Error  kNotFound: no such file; kBadFormat: not a TorchScript module with get_tokens, or
///                an attribute of another type; kBadValue: no such device here, or an option out of
///                range
std::unique_ptr<Backbone> open_backbone(const std::filesystem::path& file,
                                        const BackboneOptions& options = {});

}  // namespace cortiscope
