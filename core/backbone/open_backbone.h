#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/backbone/backbone.h"

namespace cortiscope {

/// What a block's tokens are.
enum class TokenKind {
  kStream,    ///< the residual stream after the block
  kIncrement  ///< what the block adds to it
};

/// "stream" or "increment".
const char* name_of(TokenKind kind);

/// The nonlinearity of a transformer's perceptrons.
enum class Activation {
  kGelu,
  kQuickGelu,  ///< x sigmoid(1.702 x), of OpenAI's CLIP
  kTanhGelu    ///< GELU's approximation by tanh
};

/// "gelu", "quick-gelu" or "tanh-gelu".
const char* name_of(Activation activation);

/// How a network is opened. What is absent its file says, else it is the default.
struct BackboneOptions {
  std::string device = "cpu";                            ///< "auto", "cpu", "cuda" or "cuda:N"
  std::optional<std::array<double, 3>> mean, deviation;  ///< as in Preprocessing
  // Of weights in safetensors alone; a TorchScript module decides these itself.
  std::optional<TokenKind> tokens;  ///< absent: kStream
  std::optional<int> heads;         ///< of attention
  std::optional<Activation> activation;
};

/// Opens a network that is a TorchScript module or the weights of a vision transformer. Loads
/// torch.
///
/// A TorchScript module has `get_tokens(images)`: images (B, 3, H, W) in 0..1 give a list of local
/// tokens (B, C, H, W) and a list of global tokens (B, C). It may carry as attributes:
///   input_side      integer: pixels squared that images are resized to
///   input_mean,
///   input_std       three numbers: subtracted from red, green and blue, and what divides the rest
///   layer_names     a list of strings, one for each layer
///   visual_degrees  number: visual angle that the image's side spans
///   objective       text: what it was trained for
/// The module is a program: call require_trusted() (trusted_module.h) before.
///
/// Weights are a safetensors file (vision_transformer.h); a layer is a block. The local tokens are
/// those of the patches, the global one is the class token, or their mean where there is none.
///
/// @throws Error  kNotFound: no such file; kBadFormat: not a TorchScript module with get_tokens, an
///                attribute of another type, or weights of no vision transformer that we know;
///                kBadValue: no such device here, or an option out of range or of another network
std::unique_ptr<Backbone> open_backbone(const std::filesystem::path& file,
                                        const BackboneOptions& options = {});

}  // namespace cortiscope
