#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/overlay_colors.h"

namespace cortiscope {
namespace {

Legend overlay_legend(const OverlayScale& scale) {
  if (scale.is_empty) return {};
  const bool has_zero_amid = scale.is_diverging && scale.range.low == -scale.range.high;
  return bar_legend(scale.palette(), number_text(scale.range.low), number_text(scale.range.high),
                    has_zero_amid ? "0" : "");
}

}  // namespace

Painting paint_overlay(const std::shared_ptr<const MapSource>& source,
                       const std::shared_ptr<const OverlayPair>& overlay,
                       std::optional<ColorRange> range) {
  Painting painting;
  OverlayScale scale = scale_of(overlay->values);
  painting.full_range = scale.range;
  if (range) scale.range = *range;
  painting.name = kOverlayName;
  painting.title = overlay->name;
  painting.legend = overlay_legend(scale);
  painting.range = scale.range;
  painting.range_step = (scale.range.high - scale.range.low) / 20;
  painting.range_decimals = 3;
  painting.colors = [source, overlay, scale](Ground ground) {
    return overlay_colors(overlay->values, scale, source->subject->cortex, ground);
  };
  painting.value_text = [overlay](CortexVertex vertex) {
    const std::vector<float>& values = overlay->values[vertex.hemisphere];
    const std::string value =
        values.empty() ? "–" : number_text(values[std::size_t(vertex.vertex)]);
    return overlay->name + " " + value;
  };
  return painting;
}

}  // namespace cortiscope
