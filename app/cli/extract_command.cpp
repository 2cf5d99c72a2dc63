#include "app/cli/extract_command.h"

#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "app/cli/common_options.h"
#include "app/cli/network_options.h"
#include "app/cli/progress_line.h"
#include "app/cli/stop_signal.h"
#include "core/backbone/extract.h"
#include "core/base/duration_text.h"
#include "core/io/output_place.h"
#include "core/open/image_list.h"
#include "core/open/open_images.h"

namespace cortiscope {
namespace {

struct ExtractArguments {
  NetworkArguments network;
  std::string images, only, out;
  std::string objective;
  int resolution = 0;
  std::uint64_t untrained = 0;
  bool resumes = false;
  bool replaces = false;
};

ExtractBeginning beginning_of(const ExtractArguments& arguments) {
  if (arguments.resumes) return ExtractBeginning::kResumed;
  return arguments.replaces ? ExtractBeginning::kReplacing : ExtractBeginning::kNew;
}

void run(const ExtractArguments& arguments, const ExtractOptions& options) {
  const StopToken stop = stop_on_signal();
  require_output_file(arguments.out, {{arguments.network.file, arguments.images, arguments.only},
                                      arguments.replaces});
  std::unique_ptr<const ImageSet> images = open_images(arguments.images);
  if (!arguments.only.empty()) {
    images = only_of(std::move(images), read_image_list(arguments.only));
  }
  const std::unique_ptr<Backbone> network = open_network(arguments.network);
  const int count = int(images->names().size());
  int done = 0;
  bool is_written = false;
  {
    ProgressLine line;
    const auto start = std::chrono::steady_clock::now();
    const auto show = [&](const ExtractProgress& progress) {
      const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
      done = progress.done;
      line.show("features: " + std::to_string(done) + " of " + std::to_string(count) + " images, " +
                duration_text(progress.seconds_left(elapsed.count())) + " left");
    };
    is_written = extract_features(*network, *images, options, arguments.out, stop, show,
                                  beginning_of(arguments));
  }
  if (!is_written) {
    const int kept = done > 0 ? done : images_kept(arguments.out).value_or(0);
    std::fprintf(stderr, "cortiscope: stopped; %d of %d images are kept%s\n", kept, count,
                 kept > 0 ? ", and --resume goes on from there" : "");
    throw CLI::RuntimeError(exit_code_of_signal());
  }
  std::printf("%s: %d images%s\n", arguments.out.c_str(), count,
              network->is_synthetic() ? " (synthetic network)" : "");
}

}  // namespace

void add_extract_command(CLI::App& program) {
  const auto arguments = std::make_shared<ExtractArguments>();
  CLI::App* command =
      program.add_subcommand("extract", "Run a network over images and write its features");
  add_network_options(*command, arguments->network)->required();
  command
      ->add_option(
          "--images", arguments->images,
          "Folder of PNG or JPEG files, named in the features as their files are, an images "
          "file, an Algonauts 2023 folder (subj01), or NSD's nsd_stimuli.hdf5")
      ->required();
  command->add_option(
      "--only", arguments->only,
      "Only the images of this subject file, or named in this text file, one a line");
  command->add_option("--out", arguments->out, "Features file to write")->required();
  CLI::Option* resolution = command->add_option(
      "--resolution", arguments->resolution,
      "Resize every image to this many pixels squared [as the module's input_side or the "
      "position embeddings say, else not at all]");
  CLI::Option* untrained = command->add_option(
      "--untrained", arguments->untrained,
      "Of the untrained twin: each weight tensor's values shuffled with this seed");
  CLI::Option* objective = command->add_option(
      "--objective", arguments->objective,
      "What the network was trained for, in a few words: the library groups models by it [as the "
      "module's objective or the package of the weights says]");
  command->add_flag("--resume", arguments->resumes,
                    "Go on with an interrupted extraction to the same file");
  add_force(*command, arguments->replaces);
  command->footer(
      "Weights have the names of timm, open_clip, DINOv2, MAE, MoCo v3 or Hugging Face; mean and "
      "std\nare those of CLIP, of ImageNet (DINOv2, MAE, MoCo v3, DeiT 3), or 0.5 (timm's and "
      "Hugging Face's\nother ViT). Local tokens are brought to a grid of 8 x 8. Tokens are written "
      "as they come, in half\nprecision; of a stopped or failed run they are kept in OUT.part, and "
      "--resume goes on. Untrained "
      "networks "
      "predict responses, too: the\ntwin's fit beside the network's shows what training adds. Its "
      "name in the features is \"NAME,\nuntrained (seed N)\".\n\n"
      "Examples:\n"
      "  cortiscope extract --backbone dinov2.safetensors --images stimuli --resolution 224 --out "
      "dinov2.features.h5\n"
      "  cortiscope extract --backbone clip.pt --trust --images stimuli --out clip.features.h5\n"
      "  cortiscope extract --backbone S/aligned.pt --images S/images.h5 --untrained 1 --out "
      "twin.features.h5");
  command->callback([arguments, resolution, untrained, objective] {
    ExtractOptions options;
    if (resolution->count() > 0) options.resolution = arguments->resolution;
    if (untrained->count() > 0) options.untrained = arguments->untrained;
    if (objective->count() > 0) options.objective = arguments->objective;
    run(*arguments, options);
  });
}

}  // namespace cortiscope
