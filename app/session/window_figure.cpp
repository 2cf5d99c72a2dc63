#include "app/session/window_figure.h"

#include <algorithm>

#include "app/session/figure_content.h"
#include "app/session/map_table.h"
#include "app/session/view_state.h"
#include "core/base/error.h"
#include "core/io/output_place.h"
#include "core/simulate/demo_fits.h"

namespace cortiscope {
namespace {

/// The file that the maps shown come from.
std::filesystem::path file_of(const Library& library, Choice at, const MapSource& shown) {
  using Kind = MapSource::Kind;
  if (shown.kind == Kind::kTruth) return library.find_subject(at.subject)->file;
  if (shown.is_installed) return installed_demo_fit_file(shown.features.network);
  const bool is_fit = shown.kind == Kind::kFit || shown.kind == Kind::kStopped;
  return is_fit && library.contains(at) ? library.cell(at).fit_file : std::filesystem::path();
}

}  // namespace

FigureRequest figure_of_window(const Library& library, const Look& look, const MapSource& shown,
                               std::vector<FigurePane> panes) {
  if (shown.kind == MapSource::Kind::kRunning) {
    throw Error(ErrorKind::kBadValue, "figure", "the fit that is shown is still running",
                "save the figure when it is finished, or stop it and keep what it reached");
  }
  const std::filesystem::path file = file_of(library, look.choice, shown);
  if (file.empty() || look.shows_overlay || look.looked_at || !has_map(shown, look.map)) {
    throw Error(ErrorKind::kBadValue, "figure",
                "expected a map of a fit or of a known answer, found something else",
                "choose a fitted model and one of its maps");
  }
  FigureRequest request;
  request.inputs = {file.string()};
  request.maps = {name_of(look.map)};
  request.ranges = look.ranges;
  request.shows_known_answer = shown.kind == MapSource::Kind::kTruth;
  request.shows_regions = look.shows_regions;
  request.colors_regions = look.shows_region_colors;
  request.panes = std::move(panes);
  return request;
}

std::optional<Choice> choice_of_figure(const Library& library, const FigureRequest& request) {
  if (request.inputs.empty()) return std::nullopt;
  const std::filesystem::path file = request.inputs.front();
  for (const Choice at : library.choices()) {
    const bool is_known_answer = at.model == kKnownAnswer;
    if (is_known_answer != request.shows_known_answer) continue;
    const bool is_it = is_known_answer ? is_same_file(library.find_subject(at.subject)->file, file)
                                       : is_same_file(library.cell(at).fit_file, file);
    if (is_it && library.cell(at).source) return at;
  }
  return std::nullopt;
}

Look look_of_figure(const Look& now, const FigureRequest& request) {
  Look look = now;
  if (!request.maps.empty()) look.map = parse_map(request.maps.front());
  look.ranges = request.ranges;
  look.shows_overlay = false;
  look.looked_at.reset();
  look.shows_regions = request.shows_regions;
  look.shows_region_colors = request.colors_regions;
  if (request.panes.empty()) return look;
  look.shows_flat = look.shows_folds = false;
  for (const FigurePane& pane : request.panes) {
    const SurfaceKind form = parse_view(pane.form);
    const bool is_flat = form == SurfaceKind::kFlat;
    (is_flat ? look.shows_flat : look.shows_folds) = true;
    (is_flat ? look.flat_camera : look.folds_camera) = pane.camera;
    if (!is_flat) look.folded = form;
  }
  return look;
}

}  // namespace cortiscope
