#include "app/cli/figure_command.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "app/cli/common_options.h"
#include "app/session/figure_file.h"
#include "app/session/figure_options.h"
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
  cortiscope figure fit.h5 --map layer --network --out network.pdf
  cortiscope figure before.fit.h5 after.fit.h5 --map difference --of space --out moved.png
  cortiscope figure seed1.fit.h5 seed2.fit.h5 seed3.fit.h5 --map stability --out spread.png
  cortiscope figure subj*.fit.h5 --group subjects --map layer,subjects --out group.png
  cortiscope figure subj*.fit.h5 --group subjects --onto fsaverage5 --map space --out group.pdf
  cortiscope figure fit.h5 --map score --view inflated --side medial --out score.png
  cortiscope figure fit.h5 --cortex $SUBJECTS_DIR/fsaverage --view white --out folds.png
  cortiscope figure fsaverage5 --map curvature --out cortex.svg
  cortiscope figure fsaverage5 --map lh.thickness --view pial --out thickness.png
  cortiscope figure fsaverage5 --map lh.t.mgz:2 --range -8,8 --threshold 3 --out t.png
  cortiscope figure fsaverage5 --map "atlases.dlabel.nii:atlas B" --out atlas.png
  cortiscope figure fsaverage5 --map lh.thickness --palette inferno --out thickness.pdf
  cortiscope figure fit.h5 --regions lh.wang15.annot --region-colors --out atlas.pdf
  cortiscope figure --recipe maps.png --out maps.svg)";

/// What the command line holds besides the request.
struct Options {
  FigureRequest request;
  std::vector<std::string> maps, regions;
  std::string recipe, out, size, range, palette, of, group, grid = "maps";
  bool replaces = false, has_network = false;
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

bool is_file(const MapChoice& choice) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(choice.file, ignored);
}

/// Splits at commas, but not the name of a map in a file.
std::vector<std::string> split_list(const std::vector<std::string>& typed) {
  std::vector<std::string> words;
  for (const std::string& text : typed) {
    if (is_file(split_map_choice(text)) && text.find(',') != std::string::npos &&
        !is_file(split_map_choice(text.substr(0, text.find(','))))) {
      words.push_back(text);
      continue;
    }
    for (std::size_t start = 0; start <= text.size();) {
      const std::size_t end = std::min(text.find(',', start), text.size());
      words.push_back(text.substr(start, end - start));
      start = end + 1;
    }
  }
  return words;
}

/// The maps as typed: names of the table, or one overlay.
void set_maps(FigureRequest& request, const std::vector<std::string>& typed) {
  if (typed.size() == 1 && !find_map(typed[0].substr(0, typed[0].find(':')))) {
    const MapChoice choice = split_map_choice(typed[0]);
    if (is_file(choice)) {
      request.overlay = choice;
      return;
    }
  }
  request.maps = split_list(typed);
}

/// The range of an overlay, or of the maps of a fit that have one.
void set_range(FigureRequest& request, const std::string& text) {
  const ColorRange range = parse_range(text);
  if (request.overlay) request.ranges[kOverlayName] = range;
  if (!request.overlay && request.maps.empty()) {
    throw option_error(ErrorKind::kBadValue, "range", "expected the map that it is of",
                       "name it, such as score or an overlay file");
  }
  for (const std::string& name : request.maps) {
    const Map map = parse_map(name);
    if (!entry_of(map).has(kHasRange)) {
      throw option_error(ErrorKind::kBadValue, "range",
                         "expected an overlay or a map with a range, found " + name,
                         "leave the option out, or draw that map in a figure of its own");
    }
    if (entry_of(map).has(kNeedsDifferences) && range.low != -range.high) {
      throw option_error(
          ErrorKind::kBadValue, "range",
          "expected a range of differences, which is symmetric about 0, found " + in_quotes(text),
          "for example -0.3,0.3");
    }
    request.ranges[map.name] = range;
  }
}

/// Of maps that have several quantities.
void set_quantity(FigureRequest& request, const std::string& text) {
  const std::optional<MapQuantity> quantity = find_quantity(text);
  if (!quantity) {
    throw option_error(
        ErrorKind::kBadValue, "of",
        "expected layer, space, scale, confidence or score, found " + in_quotes(text));
  }
  if (request.overlay || request.maps.empty()) {
    throw option_error(ErrorKind::kBadValue, "of", "expected the map that it is of",
                       "name it, such as difference");
  }
  for (const std::string& name : request.maps) require_quantity(parse_map(name), *quantity);
  request.quantity = *quantity;
}

/// Prints what was said of the files, also where an error ends the figure.
struct PrintedWarnings {
  Warnings all;
  ~PrintedWarnings() {
    for (const std::string& what : all) std::fprintf(stderr, "warning: %s\n", what.c_str());
  }
};

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
  if (!options.size.empty()) set_size(options.request, options.size);
  set_maps(options.request, options.maps);
  options.request.regions = split_list(options.regions);
  if (!options.range.empty()) set_range(options.request, options.range);
  options.request.averages_subjects = !options.group.empty();
  if (!options.request.cortex.empty() && !options.recipe.empty()) {
    throw option_error(ErrorKind::kBadValue, "cortex", "a recipe names its own", "leave it out");
  }
  if (options.has_network && !options.recipe.empty()) {
    throw option_error(ErrorKind::kBadValue, "network", "a recipe says what is drawn",
                       "leave it out");
  }
  if (!options.request.onto.empty() && options.group.empty()) {
    throw option_error(ErrorKind::kBadValue, "onto", "expected --group beside it",
                       "subjects are brought to a template to be averaged");
  }
  if (options.has_network) options.request.network = ReaderChoice();
  if (!options.of.empty()) set_quantity(options.request, options.of);
  if (!options.palette.empty()) set_palette(options.request.style, options.palette);
  if (!(options.request.style.threshold >= 0)) {
    throw option_error(ErrorKind::kBadValue, "threshold", "expected 0 or more");
  }
  if (!options.request.overlay && options.request.style != OverlayStyle{}) {
    throw option_error(ErrorKind::kBadValue, options.palette.empty() ? "threshold" : "palette",
                       "expected an overlay, found a map with colours of its own",
                       "leave the option out");
  }
  // A figure of ours may be drawn again; a file that only has its name is kept.
  std::vector<std::filesystem::path> inputs = files_of(options.request);
  inputs.emplace_back(options.recipe);
  require_output_file(options.out, {inputs, options.replaces, has_recipe});
  if (!options.recipe.empty()) options.request = read_recipe(options.recipe);
  PrintedWarnings warnings;
  write_figure(options.request, options.out, &warnings.all);
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
  command->add_option("--cortex", request.cortex,
                      "Of fits and subjects: the cortex to draw on instead of their own, with the "
                      "same vertices: a folder or a cortex file. Of an Algonauts folder where "
                      "fsaverage is");
  command->add_option("--map", options->maps,
                      map_names(true) + ", several with commas between; of a folder " +
                          map_names(false) +
                          " or FILE[:MAP], an overlay or labels; MAP is the number, from 1, or the "
                          "name of one of its maps [" +
                          default_maps() +
                          "; of a file the first]. difference: of the fits after the first, what "
                          "differs from the first; stability: the spread over fits of several "
                          "seeds");
  command->add_option("--of", options->of,
                      "Of difference: layer, space, confidence or score; of stability: layer, "
                      "space or scale [layer]");
  command
      ->add_option("--group", options->group,
                   "subjects: of each network the mean of its fits, one a subject, where they have "
                   "evidence; with --map subjects how many have")
      ->check(CLI::IsMember({"subjects"}));
  command->add_option("--onto", request.onto,
                      "With --group, subjects of meshes of their own: the template's cortex that "
                      "they are brought to, through their registered spheres");
  command
      ->add_option("--range", options->range,
                   "LOW,HIGH: the values at the ends of the colours [2nd to 98th percentile]")
      ->take_last();
  command->add_option("--palette", options->palette,
                      "Of an overlay: " + number_palette_names() +
                          ", or a text file of colours, #rrggbb or red, green and blue a line "
                          "[RdBu where both signs matter, else viridis]");
  command->add_option("--threshold", request.style.threshold,
                      "Of an overlay: paint only values at least this far from 0");
  command->add_option("--view", request.view, "flat, inflated, pial, white or sphere [flat]");
  command->add_option(
      "--side", request.side,
      "For views other than flat: lateral, medial, ventral, dorsal, posterior or anterior");
  command->add_option("--grid", options->grid, "How several maps are arranged: maps")
      ->check(CLI::IsMember({"maps"}));
  command->add_flag("--rois", request.shows_regions, "Outline and name the regions");
  command->add_option(
      "--regions", options->regions,
      "Outline and name those of label and annotation files, FILE[:MAP], instead of "
      "the cortex's own, several with commas between");
  command->add_flag("--region-colors", request.colors_regions,
                    "Outline regions in the colours that their annotation gives them");
  command->add_flag("--network", options->has_network,
                    "Under each fit's brain its network: a block for each layer, as tall as the "
                    "share of vertices that read it most, with where on the image and at which "
                    "scale these look and, beside the map channel, in which clusters they are");
  command->add_option("--size", options->size,
                      "WIDTHxHEIGHT or WIDTH in millimetres [180, as high as needed]");
  command->add_option("--dpi", request.dpi, "Dots per inch")->capture_default_str();
  command->add_flag("--transparent", request.is_transparent, "No background");
  command
      ->add_option("--min-ceiling", request.least_ceiling,
                   "Leave vertices with a lower noise ceiling unpainted")
      ->capture_default_str();
  command->add_flag("--show-all", request.shows_all,
                    "Paint selectors of a tested fit also where there is no evidence that it "
                    "predicts anything, hatched");
  command->add_option("--clusters", request.clusters, "Of a map of clusters: how many")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_flag("--safe-colors", request.has_safe_colors,
                    "Of a map of clusters: colours that every kind of colour vision tells apart");
  command->add_option("--title", request.title, "In place of the network's and subject's names");
  command->add_option("--recipe", options->recipe,
                      "Draw again what this PNG, SVG or JSON file says");
  command->add_option("--out", options->out, "The file to write: .png, .svg or .pdf")->required();
  add_force(*command, options->replaces);
  command->footer(kExamples);
  command->callback([options] { run(*options); });
}

}  // namespace cortiscope
