#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/overlay_colors.h"
#include "core/color/palette.h"

namespace cortiscope {
namespace {

constexpr Rgb8 kUnpainted = {238, 238, 238};  // in a legend: the underlay

std::string joined(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() ? a + b : a + ", " + b;
}

/// What a legend says of an overlay's colours beside the ends of their range.
std::string note_of(const OverlayScale& scale) {
  const std::string range = scale.is_percentiles ? "2nd to 98th percentile" : "";
  const std::string painted =
      scale.threshold > 0 ? "painted from ±" + number_text(scale.threshold) : "";
  return joined(range, painted);
}

Legend overlay_legend(const OverlayScale& scale) {
  Legend legend;
  if (scale.is_empty) return legend;
  legend.kind = Legend::Kind::kBar;
  legend.color = [scale](float x, float) {
    const float value = scale.range.low + x * (scale.range.high - scale.range.low);
    return scale.color(value).value_or(kUnpainted);
  };
  legend.low = number_text(scale.range.low);
  legend.high = number_text(scale.range.high);
  if (scale.is_centred && scale.range.low == -scale.range.high) legend.caption = "0";
  legend.note = note_of(scale);
  return legend;
}

/// The colours of labels: the table's own, others where it has none. What is no area has none.
std::vector<std::optional<Rgb8>> colors_of(const std::vector<OverlayLabel>& labels) {
  std::vector<std::optional<Rgb8>> colors;
  for (const OverlayLabel& label : labels) {
    const bool is_area = !is_background(Region{label.name, {}});
    colors.push_back(is_area ? std::optional(label.color.value_or(tab20(int(colors.size()))))
                             : std::nullopt);
  }
  return colors;
}

Legend label_legend(const std::vector<OverlayLabel>& labels,
                    const std::vector<std::optional<Rgb8>>& colors) {
  Legend legend;
  legend.kind = Legend::Kind::kNames;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (colors[i]) legend.names.push_back({*colors[i], labels[i].name});
  }
  return legend;
}

Painting paint_labels(const std::shared_ptr<const MapSource>& source,
                      const std::shared_ptr<const OverlayPair>& overlay) {
  Painting painting;
  const std::vector<std::optional<Rgb8>> colors = colors_of(overlay->labels);
  painting.legend = label_legend(overlay->labels, colors);
  painting.colors = [source, overlay, colors](Ground ground) {
    return label_colors(overlay->values, colors, source->subject->cortex, ground);
  };
  return painting;
}

Painting paint_numbers(const std::shared_ptr<const MapSource>& source,
                       const std::shared_ptr<const OverlayPair>& overlay, const OverlayStyle& style,
                       std::optional<ColorRange> range) {
  Painting painting;
  painting.full_range = scale_of(overlay->values, style).range;
  const OverlayScale scale = scale_of(overlay->values, style, range);
  painting.legend = overlay_legend(scale);
  painting.range = scale.range;
  painting.range_step = (scale.range.high - scale.range.low) / 20;
  painting.range_decimals = 3;
  painting.style = style;
  painting.colors = [source, overlay, scale](Ground ground) {
    return overlay_colors(overlay->values, scale, source->subject->cortex, ground);
  };
  return painting;
}

}  // namespace

Painting paint_overlay(const std::shared_ptr<const MapSource>& source,
                       const std::shared_ptr<const OverlayPair>& overlay, const OverlayStyle& style,
                       std::optional<ColorRange> range) {
  Painting painting = overlay->labels.empty() ? paint_numbers(source, overlay, style, range)
                                              : paint_labels(source, overlay);
  painting.name = kOverlayName;
  painting.title = overlay->title();
  if (overlay->has_parcels()) painting.steps = ColorSteps::kSharp;
  painting.value_text = [overlay](CortexVertex vertex) { return value_text(*overlay, vertex); };
  return painting;
}

std::string value_text(const OverlayPair& overlay, CortexVertex vertex) {
  const std::vector<float>& values = overlay.values[vertex.hemisphere];
  const float value = values.empty() ? NAN : values[std::size_t(vertex.vertex)];
  const bool is_name = !overlay.labels.empty() && std::isfinite(value);
  std::string text = overlay.title() + " " +
                     (is_name ? overlay.labels[std::size_t(value)].name : number_text(value));
  for (const Region& parcel : overlay.parcels[vertex.hemisphere].parcels) {
    const std::vector<int>& vertices = parcel.vertices;
    if (std::binary_search(vertices.begin(), vertices.end(), vertex.vertex)) {
      text += " (" + parcel.name + ")";
    }
  }
  return text;
}

}  // namespace cortiscope
