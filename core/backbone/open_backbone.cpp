#include "core/backbone/open_backbone.h"

#include "core/backbone/script.h"
#include "core/backbone/vision_transformer.h"
#include "core/base/error.h"
#include "core/fit/torch_module.h"

namespace cortiscope {
namespace {

void refuse_for_script(const std::filesystem::path& file, bool is_given, const char* option) {
  if (!is_given) return;
  throw option_error(ErrorKind::kBadValue, option,
                     "expected none for " + file.filename().string() +
                         ", a TorchScript module, whose get_tokens decides that",
                     "it is for the weights of a vision transformer (.safetensors)");
}

}  // namespace

const char* name_of(TokenKind kind) {
  return kind == TokenKind::kIncrement ? "increment" : "stream";
}

const char* name_of(Activation activation) {
  switch (activation) {
    case Activation::kQuickGelu:
      return "quick-gelu";
    case Activation::kTanhGelu:
      return "tanh-gelu";
    case Activation::kGelu:
      break;
  }
  return "gelu";
}

std::unique_ptr<Backbone> open_backbone(const std::filesystem::path& file,
                                        const BackboneOptions& options) {
  if (!std::filesystem::exists(file)) {
    throw Error(ErrorKind::kNotFound, file.string(), "no such file",
                "a network is a TorchScript file, such as <name>.pt of a simulated study, or a "
                "vision transformer's weights (.safetensors)");
  }
  BackboneOptions resolved = options;
  if (is_safetensors(file)) {
    const SafetensorsFile weights(file);
    const VisionTransformer network = require_vision_transformer(weights, options);
    resolved.device = torch_module().resolve_device(options.device);
    return torch_module().load_vision_transformer(network, weights, resolved);
  }
  refuse_for_script(file, options.tokens.has_value(), "tokens");
  refuse_for_script(file, options.heads.has_value(), "heads");
  refuse_for_script(file, options.activation.has_value(), "activation");
  resolved.device = torch_module().resolve_device(options.device);
  return torch_module().load_script(file, resolved);
}

}  // namespace cortiscope
