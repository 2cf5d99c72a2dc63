#include "app/session/window_figure.h"

#include <algorithm>

#include "app/session/figure_content.h"
#include "app/session/map_table.h"
#include "app/session/model_pair.h"
#include "app/session/view_state.h"
#include "core/base/error.h"
#include "core/io/output_place.h"

namespace cortiscope {
namespace {

/// The file that holds what is shown.
std::filesystem::path file_of(const Library& library, Choice at, const MapSource& shown) {
  using Kind = MapSource::Kind;
  const LibrarySubject& subject = *library.find_subject(at.subject);
  const MapSource& whole = shown.fit ? *shown.fit : shown;
  if (whole.kind == Kind::kFit || whole.kind == Kind::kStopped)
    return library.cell(at).shown_file();
  return subject.file.empty() ? subject.cortex_path : subject.file;
}

/// Whether it is of the differences of two fits.
bool is_of_differences(const FigureRequest& request) {
  if (request.inputs.size() < 2) return false;
  if (request.look) return entry_of(request.look->map).has(kNeedsDifferences);
  return request.maps.size() == 1 &&
         entry_of(parse_map(request.maps.front())).has(kNeedsDifferences);
}

ModelId model_of(const Library& library, SubjectId subject, const std::filesystem::path& file) {
  for (const LibraryModel& model : library.models()) {
    const LibraryCell& cell = library.cell({subject, model.id});
    if (cell.source && !model.is_known_answer && is_same_file(cell.shown_file(), file)) {
      return model.id;
    }
  }
  return -1;
}

}  // namespace

FigureRequest figure_of_window(const Library& library, const Look& look, const MapSource& shown,
                               std::vector<FigurePane> panes) {
  if (shown.kind == MapSource::Kind::kRunning) {
    throw Error(ErrorKind::kBadValue, "figure", "the fit that is shown is still running",
                "save the figure when it is finished, or stop it and keep what it reached");
  }
  if (library.contains(look.choice) && library.cell(look.choice).before_unsaved) {
    throw Error(ErrorKind::kBadValue, "figure", "the fit that is shown is not saved",
                "save the fit first");
  }
  const LibrarySubject& subject = *library.find_subject(look.choice.subject);
  const bool shows_overlay = look.shows_overlay && look.overlay < int(subject.overlays.size());
  const bool shows_place = look.looked_at && shown.has_selectors();
  const MapSource& whole = shown.fit ? *shown.fit : shown;  // of a snapshot
  const bool can_paint = has_map(whole, look.map) || lacks_clusters(whole, look.map);
  if (!shows_place && !shows_overlay && !can_paint) {
    throw Error(ErrorKind::kBadValue, "figure", "the map that is chosen needs a fit",
                "choose a fitted model, or a map of the cortex");
  }
  FigureRequest request;
  request.inputs = {file_of(library, look.choice, shown).string()};
  if (request.inputs.front().empty()) {
    throw Error(ErrorKind::kBadValue, "figure", "no file holds what is shown",
                "open its subject or its cortex from a file");
  }
  if (shown.differences && !shows_overlay && !shows_place) {
    const Choice first = {look.choice.subject, model_against(library, look, shown)};
    if (library.cell(first).before_unsaved) {
      throw Error(ErrorKind::kBadValue, "figure", "the fit that it is compared with is not saved",
                  "save the fit first");
    }
    request.inputs.insert(request.inputs.begin(), library.cell(first).shown_file().string());
  }
  if (shown.response && !shows_overlay && !shows_place) {
    if (shown.response->is_of_user) {
      throw Error(ErrorKind::kBadValue, "figure",
                  "the response that is painted is to an image of your own, whose tokens are in no "
                  "features file to draw it from again",
                  "cortiscope predict FIT IMAGE --backbone NETWORK --out FILE.png draws it");
    }
    request.response = MapChoice{library.cell(look.choice).features, shown.response->image};
  }
  if (shows_overlay) request.overlay = subject.overlays[std::size_t(look.overlay)]->source;
  request.look = look;
  request.look->shows_overlay = shows_overlay;
  request.regions = files_of_shown(subject.regions);
  request.outlined = outlined_regions_of(subject.regions);
  request.pins = subject.pins;
  if (shown.kind == MapSource::Kind::kSnapshot) request.step = shown.made.steps_done;
  request.shows_known_answer = shown.kind == MapSource::Kind::kTruth;
  request.panes = std::move(panes);
  return request;
}

std::optional<Choice> choice_of_figure(const Library& library, const FigureRequest& request) {
  if (request.inputs.empty()) return std::nullopt;
  const bool is_difference = is_of_differences(request);
  const std::filesystem::path file = request.inputs[is_difference ? 1 : 0];
  for (const Choice at : library.choices()) {
    const bool is_known_answer = at.model == kKnownAnswer;
    if (is_known_answer != request.shows_known_answer) continue;
    const bool is_it = is_known_answer ? is_same_file(library.find_subject(at.subject)->file, file)
                                       : is_same_file(library.cell(at).shown_file(), file);
    if (!is_it || !library.cell(at).source) continue;
    if (is_difference && model_against_of_figure(library, request, at) < 0) continue;
    return at;
  }
  if (request.shows_known_answer || is_difference) return std::nullopt;
  for (const LibrarySubject& subject : library.subjects()) {
    if (is_same_file(subject.file, file) || is_same_file(subject.cortex_path, file)) {
      return Choice{subject.id};
    }
  }
  return std::nullopt;
}

ModelId model_against_of_figure(const Library& library, const FigureRequest& request, Choice at) {
  return is_of_differences(request) ? model_of(library, at.subject, request.inputs.front()) : -1;
}

Look look_of_figure(const Look& now, const FigureRequest& request) {
  if (request.look) return with_selection_of(*request.look, now);
  Look look = now;
  if (!request.maps.empty()) {
    const Map map = parse_map(request.maps.front());
    if (!entry_of(map).has(kNeedsStability)) look.map = map;  // a window has one fit of a network
  }
  look.quantity = request.quantity;
  look.ranges = request.ranges;
  look.shows_overlay = false;
  look.looked_at.reset();
  look.shows_regions = request.shows_regions;
  look.shows_region_colors = request.colors_regions;
  look.shows_all = request.shows_all;
  look.clusters = request.clusters;
  look.has_safe_colors = request.has_safe_colors;
  return look;
}

}  // namespace cortiscope
