#include "app/session/figure_of_cortex.h"

#include <algorithm>
#include <string>
#include <utility>

#include "app/session/figure_inputs.h"
#include "app/session/figure_parts.h"
#include "app/session/figure_regions.h"
#include "app/session/map_table.h"
#include "app/session/painting.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

/// The first map that needs no fit.
std::string first_cortex_map() {
  const auto& table = map_table();
  const auto found = std::find_if(table.begin(), table.end(),
                                  [](const MapEntry& entry) { return !entry.has(kNeedsFit); });
  return found == table.end() ? "" : found->name;
}

/// What is painted on a cortex without a fit, and its name.
std::pair<PaintRequest, std::string> painted_on(const Cortex& cortex, const FigureRequest& request,
                                                Warnings* warnings) {
  PaintRequest wanted;
  wanted.ranges = request.ranges;
  if (request.overlay) {
    wanted.style = request.style;
    wanted.overlay = overlay_on(cortex, request, warnings);
    return {wanted, wanted.overlay->title()};
  }
  const std::string map = request.maps.empty() ? first_cortex_map() : request.maps[0];
  const MapEntry* entry = find_map(map);
  if (entry && !entry->has(kNeedsFit)) {
    wanted.map = entry->map();
    return {wanted, map};
  }
  throw Error(ErrorKind::kBadValue, "--map \"" + map + "\"",
              "a cortex folder has " + map_names(false) + ", or takes an overlay file",
              "the maps of a fit need a fit file");
}

/// Refuses a range, palette or threshold of what has none.
void check_style(const FigureRequest& request, const Painting& painting) {
  const auto refuse_option = [&](const char* option) {
    throw option_error(ErrorKind::kBadValue, option,
                       std::string("expected an overlay of numbers, found ") +
                           (painting.legend.kind == Legend::Kind::kNames
                                ? "labels, which have the colours of their table"
                                : "a map with colours of its own"),
                       "leave the option out");
  };
  if (painting.range) return;
  if (request.ranges.count(kOverlayName)) refuse_option("range");
  if (request.style.threshold > 0) refuse_option("threshold");
  if (request.style != OverlayStyle{}) refuse_option("palette");
}

}  // namespace

std::shared_ptr<Subject> bare_subject_of(const FigureRequest& request, const Contents& contents,
                                         Warnings* warnings) {
  auto bare = std::make_shared<Subject>();
  if (std::optional<Cortex> cortex = cortex_of(contents, warnings)) {
    bare->cortex = std::move(*cortex);
    return bare;
  }
  const auto* fit = find<FitContents>(contents);
  const auto* subject = find<SubjectContents>(contents);
  if (!request.overlay || (!fit && !subject)) return nullptr;
  bare->cortex = fit ? fit->fit->subject.cortex : subject->recording.subject.cortex;
  return bare;
}

Figure figure_of_cortex(const FigureRequest& request, std::shared_ptr<Subject> bare,
                        Warnings* warnings) {
  if (request.maps.size() > 1) {
    throw Error(ErrorKind::kBadValue, "--map", "a cortex folder is drawn with one map",
                map_names(false) + ", or an overlay file");
  }
  const auto cortex = with_regions_of(request, bare->cortex, warnings);
  Figure figure;
  figure.view = view_of(request, *cortex);
  const auto [wanted, what] = painted_on(*cortex, request, warnings);
  figure.title = joined(cortex->name, what);
  const auto source = std::make_shared<const MapSource>(bare_source(bare));
  const Painting painting = painting_of(source, wanted);
  check_style(request, painting);
  FigureColumn column;
  column.legend = painting.legend;
  column.cells.push_back({cortex, painting.colors(Ground::kLight), {}, painting.steps});
  figure.columns.push_back(std::move(column));
  return figure;
}

}  // namespace cortiscope
