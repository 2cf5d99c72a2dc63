#include "app/cli/network_options.h"

#include <array>
#include <optional>

#include "core/backbone/trusted_module.h"
#include "core/fit/torch_module.h"
#include "core/io/safetensors/safetensors.h"

namespace cortiscope {
namespace {

std::optional<std::array<double, 3>> color_of(const std::vector<double>& numbers) {
  if (numbers.empty()) return std::nullopt;
  return std::array<double, 3>{numbers[0], numbers[1], numbers[2]};
}

BackboneOptions options_of(const NetworkArguments& arguments, BackboneOptions options) {
  options.device = arguments.device;
  if (const auto mean = color_of(arguments.mean)) options.mean = mean;
  if (const auto deviation = color_of(arguments.deviation)) options.deviation = deviation;
  for (const TokenKind kind : {TokenKind::kStream, TokenKind::kIncrement}) {
    if (arguments.tokens == name_of(kind)) options.tokens = kind;
  }
  for (const Activation kind : {Activation::kGelu, Activation::kQuickGelu, Activation::kTanhGelu}) {
    if (arguments.activation == name_of(kind)) options.activation = kind;
  }
  if (arguments.heads != 0) options.heads = arguments.heads;
  return options;
}

}  // namespace

CLI::Option* add_network_options(CLI::App& command, NetworkArguments& arguments) {
  CLI::Option* file = command.add_option(
      "--backbone", arguments.file,
      "Weights of a vision transformer (.safetensors), or a TorchScript module with "
      "get_tokens(images): per layer local tokens (B, C, H, W) and global tokens (B, "
      "C) of images (B, 3, height, width) in 0..1");
  command.add_option("--device", arguments.device, "auto, cpu, cuda or cuda:N")
      ->capture_default_str();
  command
      .add_option("--mean", arguments.mean,
                  "R,G,B to subtract from images in 0..1 [of a module: its input_mean, else 0; of "
                  "weights: as their package does]")
      ->delimiter(',')
      ->expected(3);
  command.add_option("--std", arguments.deviation, "R,G,B to divide by then [in the same way]")
      ->delimiter(',')
      ->expected(3);
  command
      .add_option("--tokens", arguments.tokens,
                  "Of weights: stream, what has come together after each block, or increment, what "
                  "the block adds to it [stream]")
      ->check(CLI::IsMember({name_of(TokenKind::kStream), name_of(TokenKind::kIncrement)}));
  command
      .add_option("--heads", arguments.heads,
                  "Of weights: heads of attention, which no weight says [64 channels each; 16 of "
                  "1280, 1408 or 1664 channels; 12 of MoCo v3]")
      ->check(CLI::Range(1, 1024));
  command
      .add_option("--activation", arguments.activation,
                  "Of weights: gelu, quick-gelu (OpenAI's CLIP) or tanh-gelu [gelu; of Hugging "
                  "Face CLIP quick-gelu]")
      ->check(CLI::IsMember({name_of(Activation::kGelu), name_of(Activation::kQuickGelu),
                             name_of(Activation::kTanhGelu)}));
  command.add_flag("--trust", arguments.is_trusted,
                   "Run a module that was not made here: it is a program with your rights. Asked "
                   "for once per file");
  return file;
}

std::unique_ptr<Backbone> open_network(const NetworkArguments& arguments,
                                       const BackboneOptions& usual) {
  BackboneOptions options = options_of(arguments, usual);
  if (!is_safetensors(arguments.file)) require_trusted(arguments.file, arguments.is_trusted);
  torch_module().use_threads(0);
  return open_backbone(arguments.file, options);
}

}  // namespace cortiscope
