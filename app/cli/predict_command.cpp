#include "app/cli/predict_command.h"

#include <cstdio>
#include <memory>
#include <vector>

#include "app/cli/common_options.h"
#include "app/cli/network_options.h"
#include "app/cli/stop_signal.h"
#include "core/analysis/fitted_network.h"
#include "core/analysis/predicted_images.h"
#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/hdf5/prediction_file.h"
#include "core/io/image/image_file.h"
#include "core/io/open_features.h"
#include "core/io/output_place.h"
#include "core/simulate/builtin_template.h"

namespace cortiscope {
namespace {

struct PredictArguments {
  NetworkArguments network;
  std::string fit, features, out;
  std::vector<std::string> images;
  std::string component = "all";
  int resolution = 0;
  bool replaces = false;
};

/// Image files by their paths, named as the files are.
class ImageFiles : public ImageSet {
 public:
  explicit ImageFiles(const std::vector<std::string>& files) : files_(files) {
    for (const std::string& file : files) {
      names_.push_back(std::filesystem::path(file).filename().string());
    }
  }
  const std::vector<std::string>& names() const override { return names_; }
  std::vector<Image> read(const std::vector<int>& images) const override {
    std::vector<Image> read;
    for (const int image : images) read.push_back(read_image(files_[std::size_t(image)]));
    return read;
  }

 private:
  std::vector<std::string> files_, names_;
};

bool is_picture(const std::filesystem::path& file) {
  const std::string ending = file_ending(file);
  return ending == ".png" || ending == ".svg" || ending == ".pdf";
}

void check(const PredictArguments& arguments, bool can_draw) {
  if (arguments.network.file.empty() == arguments.features.empty()) {
    throw Error(ErrorKind::kBadValue, "predict", "expected either --backbone or --features",
                "the network computes the tokens of any image; a features file has those of the "
                "study's images");
  }
  if (file_ending(arguments.out) == ".h5") return;
  if (!is_picture(arguments.out)) {
    throw option_error(
        ErrorKind::kBadValue, "out",
        "expected a name that ends in .h5, .png, .svg or .pdf, found " + in_quotes(arguments.out));
  }
  if (!can_draw) {
    throw option_error(ErrorKind::kBadValue, "out",
                       "this build of cortiscope has the command line alone and cannot draw",
                       "write an .h5 file, and draw it on a machine with the whole program");
  }
  if (arguments.images.size() > 1) {
    throw option_error(
        ErrorKind::kBadValue, "out",
        "expected one image for a picture, found " + std::to_string(arguments.images.size()),
        "write all of them into an .h5 file, and draw each with cortiscope figure");
  }
}

Prediction predicted(const PredictArguments& arguments, const FitResult& fit,
                     const StopToken& stop) {
  const ReadPart part = parse_read_part(arguments.component, fit.selectors.layer_count());
  if (!arguments.features.empty()) {
    const auto features = open_features(arguments.features, 0);
    return predict_images(fit, *features, arguments.images, part, stop);
  }
  const auto network = open_network(arguments.network, options_as_fitted(fit));
  const int side = arguments.resolution > 0 ? arguments.resolution : side_as_fitted(fit, *network);
  if (side == 0) {
    std::fprintf(stderr,
                 "warning: neither the features nor the network say the size of their images; "
                 "images are taken as they are (--resolution resizes them)\n");
  }
  return predict_images(fit, *network, ImageFiles(arguments.images), side, part, stop);
}

void run(const PredictArguments& arguments, DrawPrediction draw) {
  const StopToken stop = stop_on_signal();
  check(arguments, draw != nullptr);
  std::vector<std::filesystem::path> inputs = {arguments.fit, arguments.network.file,
                                               arguments.features};
  inputs.insert(inputs.end(), arguments.images.begin(), arguments.images.end());
  const std::filesystem::path out = arguments.out;
  const bool draws = is_picture(out);
  // A picture can be drawn again only while its numbers are there.
  const std::filesystem::path numbers =
      draws ? std::filesystem::path(out).replace_extension(".h5") : out;
  const Overwriting over = {inputs, arguments.replaces};
  require_output_file(numbers, over);
  if (draws) require_output_file(out, over);
  const FitResult fit = read_fit(arguments.fit, builtin_template);
  const Prediction prediction = predicted(arguments, fit, stop);
  if (stop.stop_requested()) throw CLI::RuntimeError(exit_code_of_signal());
  write_prediction(numbers, prediction);
  std::printf("%s\n", numbers.c_str());
  if (!draws) return;
  draw(arguments.fit, numbers, prediction.images.front(), out);
  std::printf("%s\n", out.c_str());
}

constexpr const char* kExplained =
    R"(Predicted responses are in standard deviations of the responses that were fitted. A component is what a part of
the tokens contributes: those of all layers, or of local and global, sum to the response less the read-out's bias.
The .h5 file has a map for each image: `figure FIT --map FILE:2` draws the second, and the window opens it.
A picture shows vertices with evidence; it is drawn from such a file, which is written beside it.

Examples:
  cortiscope predict aligned.fit.h5 cat.jpg --backbone aligned.pt --out cat.png
  cortiscope predict aligned.fit.h5 scene-0001 scene-0002 --features aligned.features.h5 --out two.h5
  cortiscope predict aligned.fit.h5 scene-0001 --features aligned.features.h5 --component layer:9 --out nine.png)";

}  // namespace

void add_predict_command_with(CLI::App& program, DrawPrediction draw) {
  const auto arguments = std::make_shared<PredictArguments>();
  CLI::App* command =
      program.add_subcommand("predict", "Predict the responses to images, whole and by component");
  command->add_option("fit", arguments->fit, "Fit file")->required();
  command
      ->add_option("images", arguments->images,
                   "PNG or JPEG files; with --features names of its images")
      ->required();
  add_network_options(*command, arguments->network);
  command->add_option(
      "--features", arguments->features,
      "Features that hold the images: a file of ours, or a folder of thingsvision or Net2Brain");
  command->add_option("--component", arguments->component, "all, local, global or layer:L")
      ->capture_default_str();
  command
      ->add_option("--resolution", arguments->resolution,
                   "Resize every image to this many pixels squared, as for the features [as "
                   "they are]")
      ->check(CLI::Range(1, 4096));
  command->add_option("--out", arguments->out, "The file to write: .h5, or .png, .svg or .pdf")
      ->required();
  add_force(*command, arguments->replaces);
  command->footer(kExplained);
  command->callback([arguments, draw] { run(*arguments, draw); });
}

void add_predict_command(CLI::App& program) { add_predict_command_with(program, nullptr); }

}  // namespace cortiscope
