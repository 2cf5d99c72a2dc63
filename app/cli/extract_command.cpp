#include "app/cli/extract_command.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/common_options.h"
#include "app/cli/progress_line.h"
#include "app/cli/stop_signal.h"
#include "core/backbone/extract.h"
#include "core/backbone/open_backbone.h"
#include "core/backbone/trusted_module.h"
#include "core/base/duration_text.h"
#include "core/fit/torch_module.h"
#include "core/io/output_place.h"
#include "core/io/safetensors/safetensors.h"
#include "core/open/open_images.h"

namespace cortiscope {
namespace {

struct ExtractArguments {
  std::string backbone, images, out;
  std::string device = "auto";
  int resolution = 0;
  std::vector<double> mean, deviation;
  std::string tokens, activation;
  int heads = 0;
  std::uint64_t untrained = 0;
  bool is_trusted = false;
  bool replaces = false;
};

std::optional<std::array<double, 3>> color_of(const std::vector<double>& numbers) {
  if (numbers.empty()) return std::nullopt;
  return std::array<double, 3>{numbers[0], numbers[1], numbers[2]};
}

BackboneOptions backbone_options(const ExtractArguments& arguments) {
  BackboneOptions options;
  options.device = arguments.device;
  options.mean = color_of(arguments.mean);
  options.deviation = color_of(arguments.deviation);
  for (const TokenKind kind : {TokenKind::kStream, TokenKind::kIncrement}) {
    if (arguments.tokens == name_of(kind)) options.tokens = kind;
  }
  for (const Activation kind : {Activation::kGelu, Activation::kQuickGelu, Activation::kTanhGelu}) {
    if (arguments.activation == name_of(kind)) options.activation = kind;
  }
  if (arguments.heads != 0) options.heads = arguments.heads;
  return options;
}

void run(const ExtractArguments& arguments, const ExtractOptions& options) {
  const StopToken stop = stop_on_signal();
  require_output_file(arguments.out, {{arguments.backbone, arguments.images}, arguments.replaces});
  const std::unique_ptr<const ImageSet> images = open_images(arguments.images);
  if (!is_safetensors(arguments.backbone)) {
    require_trusted(arguments.backbone, arguments.is_trusted);
  }
  torch_module().use_threads(0);
  const std::unique_ptr<Backbone> network =
      open_backbone(arguments.backbone, backbone_options(arguments));
  const int count = int(images->names().size());
  bool is_written = false;
  {
    ProgressLine line;
    const auto start = std::chrono::steady_clock::now();
    is_written = extract_features(*network, *images, options, arguments.out, stop, [&](int done) {
      const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
      line.show("features: " + std::to_string(done) + " of " + std::to_string(count) + " images, " +
                duration_text(elapsed.count() * (count - done) / done) + " left");
    });
  }
  if (!is_written) {
    std::fprintf(stderr, "cortiscope: stopped; nothing is written\n");
    throw CLI::RuntimeError(exit_code_of_signal());
  }
  std::printf("%s: %d images%s\n", arguments.out.c_str(), count,
              network->is_synthetic() ? " (synthetic network)" : "");
}

/// What a network is told beside its images.
void add_network_options(CLI::App& command, ExtractArguments& arguments) {
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
}

}  // namespace

void add_extract_command(CLI::App& program) {
  const auto arguments = std::make_shared<ExtractArguments>();
  CLI::App* command =
      program.add_subcommand("extract", "Run a network over images and write its features");
  command
      ->add_option("--backbone", arguments->backbone,
                   "Weights of a vision transformer (.safetensors), or a TorchScript module with "
                   "get_tokens(images): per layer local tokens (B, C, H, W) and global tokens (B, "
                   "C) of images (B, 3, height, width) in 0..1")
      ->required();
  command
      ->add_option("--images", arguments->images,
                   "Folder of PNG or JPEG files, named in the features as their files are, or an "
                   "images file")
      ->required();
  command->add_option("--out", arguments->out, "Features file to write")->required();
  command->add_option("--device", arguments->device, "auto, cpu, cuda or cuda:N")
      ->capture_default_str();
  CLI::Option* resolution = command->add_option(
      "--resolution", arguments->resolution,
      "Resize every image to this many pixels squared [as the module's input_side or the "
      "position embeddings say, else not at all]");
  add_network_options(*command, *arguments);
  CLI::Option* untrained = command->add_option(
      "--untrained", arguments->untrained,
      "Of the untrained twin: each weight tensor's values shuffled with this seed");
  add_force(*command, arguments->replaces);
  command->footer(
      "Weights have the names of timm, open_clip, DINOv2, MAE, MoCo v3 or Hugging Face; mean and "
      "std\nare those of CLIP, of ImageNet (DINOv2, MAE, MoCo v3, DeiT 3), or 0.5 (timm's and "
      "Hugging Face's\nother ViT). Local tokens are brought to a grid of 8 x 8. Tokens are written "
      "as they come, in half\nprecision; a stopped or failed run writes nothing. Untrained "
      "networks "
      "predict responses, too: the\ntwin's fit beside the network's shows what training adds. Its "
      "name in the features is \"NAME,\nuntrained (seed N)\".\n\n"
      "Examples:\n"
      "  cortiscope extract --backbone dinov2.safetensors --images stimuli --resolution 224 --out "
      "dinov2.features.h5\n"
      "  cortiscope extract --backbone clip.pt --trust --images stimuli --out clip.features.h5\n"
      "  cortiscope extract --backbone S/aligned.pt --images S/images.h5 --untrained 1 --out "
      "twin.features.h5");
  command->callback([arguments, resolution, untrained] {
    ExtractOptions options;
    if (resolution->count() > 0) options.resolution = arguments->resolution;
    if (untrained->count() > 0) options.untrained = arguments->untrained;
    run(*arguments, options);
  });
}

}  // namespace cortiscope
