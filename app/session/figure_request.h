#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/session/image_readers.h"
#include "app/session/look.h"
#include "app/session/outlined_regions.h"
#include "app/session/painting.h"
#include "app/session/pins.h"
#include "core/color/map_colors.h"
#include "core/color/overlay_colors.h"
#include "core/open/map_choice.h"

namespace cortiscope {

/// One view of a window, to be repeated in a figure.
struct FigurePane {
  std::string form;   ///< "flat", "inflated", ...
  double aspect = 1;  ///< width over height, 0.05 to 20
  /// Instead of the form, how far it is unfolded (unfolding.h).
  std::optional<float> unfolding = {};
};

/// What a figure is drawn from, as typed or as a window shows it; a recipe stores it.
struct FigureRequest {
  std::vector<std::string> inputs;  ///< fit files, of a difference the one compared with first; or
                                    ///< one cortex: a folder, a file of ours or a surface
  std::string cortex;  ///< of fits and subjects: drawn on instead of their own, a folder or a file;
                       ///< empty: their own
  std::vector<std::string> maps;     ///< names for parse_map; empty: the usual
  std::optional<MapChoice> overlay;  ///< painted on the cortex of the input, instead of maps
  OverlayStyle style;                ///< the overlay's palette and threshold
  std::string view;                  ///< empty: flat, or inflated where the cortex has no flatmap
  std::string side = "lateral";
  bool shows_regions = false;
  /// Label and annotation files, "FILE" or "FILE:MAP", instead of the cortex's own.
  std::vector<std::string> regions;
  bool colors_regions = false;  ///< outlines in the regions' own colours
  double width_mm = 180;
  std::optional<double> height_mm;
  double dpi = 300;
  bool is_transparent = false;
  double least_ceiling = kLeastCeiling;  ///< vertices with a lower noise ceiling show no colour
  bool shows_all = false;                ///< also vertices without evidence, of a tested fit
  int clusters = kUsualClusters;         ///< of a map of clusters, how many
  bool has_safe_colors = false;          ///< distinct for every colour vision
  MapQuantity quantity = MapQuantity::kLayer;  ///< of a map that has several
  /// Of the map `response`: a features or prediction file, and the name of an image of it.
  std::optional<MapChoice> response;
  bool averages_subjects = false;  ///< of each network the mean of its fits (grouped_fits.h)
  std::string onto;  ///< with it, the cortex that subjects are brought to; empty: they share one
  /// Draws the network under the brain, with a ribbon from these readers; absent: does not.
  std::optional<ReaderChoice> network;
  std::string title;  ///< empty: the network's and the subject's names
  /// Of a window, whose views it repeats side by side, from one input: instead of maps, ranges,
  /// style, view, side and regions.
  std::optional<Look> look;
  /// With a look: which of its cortex's regions and files.
  std::optional<OutlinedRegions> outlined;
  /// With a look: of the fit, its maps after this many steps instead of the result.
  std::optional<int> step;
  Pins pins;                                 ///< with a look: marked and named in the views
  std::vector<FigurePane> panes;             ///< with a look: the views from left to right
  std::map<std::string, ColorRange> ranges;  ///< changed ones, by the map's name or kOverlayName
  bool shows_known_answer = false;           ///< of inputs that are simulated subjects
};

/// The allowed resolutions, in dots per inch.
constexpr double kLeastDpi = 20;
constexpr double kMostDpi = 2400;

/// The allowed width and height, in mm.
constexpr double kLeastFigureMm = 10;
constexpr double kMostFigureMm = 2000;

enum class RecipePaths {
  kRecorded,  ///< as recorded_file.h says: no figure reveals its author's folders
  kWhole,     ///< absolute, for a recipe that is read at once and deleted
};

/// JSON: the request, the program's version, and each input with its hash and its path from the
/// figure's folder, so that both can move together.
std::string recipe_of(const FigureRequest& request, const std::string& figure_file,
                      RecipePaths paths = RecipePaths::kRecorded);

/// Whether a file is a recipe (.json) or a figure that contains one (.png, .svg, .pdf). Reads only
/// those.
bool has_recipe(const std::string& file);

/// The request in a recipe (.json) or in a figure that contains one (.png, .svg, .pdf). Reads only
/// those.
///
/// Files that have changed since the recipe was made are named on standard error.
/// @return  nothing where there is no recipe
/// @throws Error  kBadFormat: a recipe that cannot be read; kBadValue: a size or a resolution out
///                of range, or there is no such map or form
std::optional<FigureRequest> find_recipe(const std::string& file);

/// The same of a file that must contain one, whatever its ending.
/// @throws Error  also kNotFound: no such file; kBadFormat: no recipe
FigureRequest read_recipe(const std::string& file);

}  // namespace cortiscope
