#include "app/session/painting.h"

#include "app/session/map_table.h"
#include "app/session/maps/maps.h"

namespace cortiscope {
namespace {

std::optional<ColorRange> range_of(const PaintRequest& request, const std::string& name) {
  const auto found = request.ranges.find(name);
  return found == request.ranges.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

Painting painting_of(std::shared_ptr<const MapSource> source, const PaintRequest& request) {
  if (request.layer_alone > 0 && source->has_selectors()) {
    MapInput input;
    input.source = source;
    input.least_ceiling = request.least_ceiling;
    input.shows_all = request.shows_all;
    input.layer_alone = request.layer_alone;
    Painting painting = paint_layer(input);
    painting.title = "Layer " + std::to_string(request.layer_alone) + " alone";
    return painting;
  }
  if (request.looked_at && source->has_selectors()) {
    return paint_looking({source, 0, {}, request.least_ceiling, request.shows_all, 0, false, {}},
                         *request.looked_at);
  }
  if (request.overlay) {
    return paint_overlay(source, request.overlay, request.style, range_of(request, kOverlayName));
  }
  const MapEntry& entry = entry_of(request.map);
  if (source->fit && !entry.has(kInSnapshots)) source = source->fit;
  if (!has_map(*source, request.map)) {
    source = std::make_shared<const MapSource>(bare_source(source->subject));
  }
  const std::optional<ColorRange> chosen = range_of(request, entry.name);
  const ColorRange range = chosen.value_or(ColorRange{});
  Painting painting = entry.paint({source, request.map.layer, range, request.least_ceiling,
                                   request.shows_all, request.clusters, request.has_safe_colors,
                                   request.isolated, request.quantity, chosen.has_value()});
  painting.name = entry.name;
  painting.title = title_of(request.map);
  if (entry.has(kHasRange) && !painting.range) painting.range = range;
  return painting;
}

}  // namespace cortiscope
