#include "app/cli/figure_command.h"

#include <cstdio>
#include <memory>

#include "app/cli/common_options.h"
#include "app/session/figure_file.h"
#include "app/session/figure_request.h"
#include "app/session/map_table.h"
#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/io/output_place.h"

namespace cortiscope {
namespace {

constexpr const char* kExamples = R"(Examples:
  cortiscope figure fit.h5 --out maps.png
  cortiscope figure fit.h5 --map layer,space --rois --size 120 --out maps.pdf
  cortiscope figure fit.h5 --map score --view inflated --side medial --out score.png
  cortiscope figure fsaverage5 --map curvature --out cortex.svg
  cortiscope figure fsaverage5 --map lh.thickness --view pial --out thickness.png
  cortiscope figure fit.h5 --regions lh.wang15.annot --region-colors --out atlas.pdf
  cortiscope figure --recipe maps.png --out maps.svg)";

/// What the command line holds besides the request.
struct Options {
  FigureRequest request;
  std::string recipe, out, size, grid = "maps";
  bool replaces = false;
};

void require_drawable(const std::string& file) {
  const std::string extension = file_ending(file);
  if (extension == ".png" || extension == ".svg" || extension == ".pdf") return;
  throw Error(ErrorKind::kBadValue, "--out \"" + file + "\"",
              "the name must end in .png, .svg or .pdf");
}

/// "layer,space,scale,score".
std::string default_maps() {
  std::string names;
  for (const Map& map : default_figure_maps()) names += (names.empty() ? "" : ",") + name_of(map);
  return names;
}

void check(const Options& options) {
  const FigureRequest& request = options.request;
  if (options.recipe.empty() == request.inputs.empty()) {
    throw Error(ErrorKind::kBadValue, "figure", "expected either files to draw or --recipe",
                "see cortiscope figure --help");
  }
  if (!(request.dpi >= kLeastDpi && request.dpi <= kMostDpi)) {
    throw Error(ErrorKind::kBadValue, "--dpi", "expected 20 to 2400 dots per inch");
  }
}

void run(Options options) {
  require_drawable(options.out);
  check(options);
  // A figure of ours may be drawn again; a file that only has its name is kept.
  std::vector<std::filesystem::path> inputs = files_of(options.request);
  inputs.emplace_back(options.recipe);
  require_output_file(options.out, {inputs, options.replaces, has_recipe});
  if (!options.size.empty()) set_size(options.request, options.size);
  if (!options.recipe.empty()) options.request = read_recipe(options.recipe);
  write_figure(options.request, options.out);
  std::printf("%s\n", options.out.c_str());
}

}  // namespace

void add_figure_command(CLI::App& program) {
  CLI::App* command =
      program.add_subcommand("figure", "Draw maps on the cortex as PNG, SVG or PDF");
  const auto options = std::make_shared<Options>();
  FigureRequest& request = options->request;
  command->add_option("inputs", request.inputs,
                      "Fit files, or one cortex: a folder, a cortex file or a surface");
  command
      ->add_option("--map", request.maps,
                   map_names(true) + ", several with commas between; of a folder " +
                       map_names(false) + " or an overlay file [" + default_maps() + "]")
      ->delimiter(',');
  command->add_option("--view", request.view, "flat, inflated, pial, white or sphere [flat]");
  command->add_option(
      "--side", request.side,
      "For views other than flat: lateral, medial, ventral, dorsal, posterior or anterior");
  command->add_option("--grid", options->grid, "How several maps are arranged: maps")
      ->check(CLI::IsMember({"maps"}));
  command->add_flag("--rois", request.shows_regions, "Outline and name the regions");
  command
      ->add_option("--regions", request.regions,
                   "Outline and name those of label and annotation files instead of the cortex's "
                   "own, several with commas between")
      ->delimiter(',');
  command->add_flag("--region-colors", request.colors_regions,
                    "Outline regions in the colours that their annotation gives them");
  command->add_option("--size", options->size,
                      "WIDTHxHEIGHT or WIDTH in millimetres [180, as high as needed]");
  command->add_option("--dpi", request.dpi, "Dots per inch")->capture_default_str();
  command->add_flag("--transparent", request.is_transparent, "No background");
  command
      ->add_option("--min-ceiling", request.least_ceiling,
                   "Leave vertices with a lower noise ceiling unpainted")
      ->capture_default_str();
  command->add_option("--title", request.title, "In place of the network's and subject's names");
  command->add_option("--recipe", options->recipe,
                      "Draw again what this PNG, SVG or JSON file says");
  command->add_option("--out", options->out, "The file to write: .png, .svg or .pdf")->required();
  add_force(*command, options->replaces);
  command->footer(kExamples);
  command->callback([options] { run(*options); });
}

}  // namespace cortiscope
