#include "app/session/figure_of_look.h"

#include <memory>
#include <optional>
#include <utility>

#include "app/session/figure_content.h"
#include "app/session/figure_inputs.h"
#include "app/session/figure_network.h"
#include "app/session/figure_parts.h"
#include "app/session/figure_regions.h"
#include "app/session/joined_fits.h"
#include "app/session/map_table.h"
#include "app/session/painting.h"
#include "app/session/snapshot_source.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

/// What a window painted from an input: a fit, a known answer, or a cortex without one.
MapSource shown_of(const FigureRequest& request, const Contents& contents, Warnings* warnings) {
  const auto* subject = find<SubjectContents>(contents);
  if (subject && !request.shows_known_answer) {
    return bare_source(std::make_shared<const Subject>(subject->recording.subject));
  }
  if (auto cortex = cortex_of(contents, warnings)) {
    Subject bare;
    bare.name = cortex->name;
    bare.cortex = std::move(*cortex);
    return bare_source(std::make_shared<const Subject>(std::move(bare)));
  }
  return maps_of(request, contents);
}

/// A fit as it was after so many steps.
std::shared_ptr<const MapSource> after_steps(const std::shared_ptr<const MapSource>& fit,
                                             int steps) {
  const std::optional<int> which = snapshot_after(*fit, steps);
  if (which) return std::make_shared<const MapSource>(snapshot_source(fit, *which));
  throw Error(
      ErrorKind::kNotFound, "recipe",
      "expected a fit with its maps after " + std::to_string(steps) + " steps, found one without",
      "was it fitted again since?");
}

/// What a window painted from: of a map of differences two fits, else one input.
JoinedFits painted_of(const FigureRequest& request, const Look& look,
                      const std::vector<Contents>& inputs, Warnings* warnings) {
  const bool is_of_two = inputs.size() == 2 && entry_of(look.map).has(kNeedsDifferences);
  if (inputs.size() != 1 && !is_of_two) {
    throw Error(ErrorKind::kBadValue, "recipe",
                "expected one input where it repeats a window's views, or two of a difference",
                "draw it without the views");
  }
  auto shown = std::make_shared<const MapSource>(shown_of(request, inputs.back(), warnings));
  if (!is_of_two) {
    const std::string name = joined(shown->features.network, shown->subject->name);
    if (request.step) shown = after_steps(shown, *request.step);
    const bool is_of_step =  // other maps are of the result
        look.looked_at || (!request.overlay && entry_of(look.map).has(kInSnapshots));
    return {shown, 0, is_of_step ? joined(name, step_text(*shown)) : name};
  }
  const auto first = std::make_shared<const MapSource>(maps_of(request, inputs.front()));
  return joined_fits({first, shown}, look.map).front();
}

/// The pins that lie in a cortex: it may have changed since the recipe was made.
std::vector<FigurePin> pins_on(const Cortex& cortex, const Pins& pins) {
  std::vector<FigurePin> marks;
  for (const Pin& pin : pins) {
    const bool is_there = pin.vertex.vertex < cortex[pin.vertex.hemisphere].vertex_count();
    if (is_there) marks.push_back({pin.vertex, pin.color, pin.name});
  }
  return marks;
}

}  // namespace

Figure figure_of_look(const FigureRequest& request, const Look& look,
                      const std::vector<Contents>& inputs, Warnings* warnings) {
  const JoinedFits painted = painted_of(request, look, inputs, warnings);
  const std::shared_ptr<const MapSource>& maps = painted.source;
  const auto outlined = with_regions_of(request, maps->subject->cortex, warnings);
  const PaintRequest wanted = paint_request_of(look, overlay_on(*outlined, request, warnings));
  if (!wanted.looked_at && !wanted.overlay) {
    require_map(maps->fit ? *maps->fit : *maps, wanted.map);
  }
  const Painting painting = painting_of(maps, wanted);
  Figure figure;
  figure.title = joined(painted.name, painting.title);
  figure.note = joined(maps->synthetic_note(), painting.mask);
  figure.legend = painting.legend;
  if (request.network) {
    HemisphereRegions regions;
    for (const Hemisphere h : kHemispheres) regions[h] = regions_of((*outlined)[h]);
    figure.networks.push_back(network_under(*maps, look, regions, *request.network));
  }
  const ShownSides sides = possible_sides(look.hemispheres, *outlined);
  const std::shared_ptr<const Cortex> cortex = shown_of(outlined, sides);
  for (const FigurePane& pane : request.panes) {
    const SurfaceKind form = parse_view(pane.form);
    FigureColumn column;
    column.view =
        FigureView{form, form == SurfaceKind::kFlat ? look.flat_camera : look.folds_camera,
                   pane.aspect, pane.unfolding, placing_of(sides)};
    column.cells.push_back({cortex, only_shown(painting.colors(Ground::kLight), sides),
                            only_shown(maps->subject->vertices, sides), painting.steps,
                            only_shown(painting.hatched_vertices(), sides),
                            pins_on(*cortex, request.pins)});
    figure.columns.push_back(std::move(column));
  }
  return figure;
}

}  // namespace cortiscope
