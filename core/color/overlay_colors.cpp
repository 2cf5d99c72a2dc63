#include "core/color/overlay_colors.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/color/palette.h"

namespace cortiscope {

Rgb8 (*OverlayScale::palette() const)(float) { return is_diverging ? &red_blue : &viridis; }

Rgb8 OverlayScale::color(float value) const {
  const float width = range.high - range.low;
  return palette()(width > 0 ? (value - range.low) / width : 0.5F);
}

OverlayScale scale_of(const std::array<std::vector<float>, 2>& values) {
  float low = INFINITY, high = -INFINITY;
  for (const auto& hemisphere : values) {
    for (const float v : hemisphere) {
      if (!std::isfinite(v)) continue;
      low = std::min(low, v);
      high = std::max(high, v);
    }
  }
  OverlayScale scale;
  scale.is_empty = low > high;
  if (scale.is_empty) return scale;
  scale.is_diverging = low < 0 && high > 0;
  if (scale.is_diverging) {
    high = std::max(-low, high);
    low = -high;
  }
  scale.range = {low, high};
  return scale;
}

std::array<std::vector<Rgb8>, 2> overlay_colors(const std::array<std::vector<float>, 2>& values,
                                                const OverlayScale& scale, const Cortex& cortex,
                                                Ground ground) {
  std::array<std::vector<Rgb8>, 2> colors;
  for (const Hemisphere h : kHemispheres) {
    colors[h] = curvature_colors(cortex[h], Underlay::kFaint, ground);
    assert(values[h].empty() || values[h].size() == colors[h].size());
    const MapColors over =
        colors_where_finite(values[h], 1, [&](std::size_t v) { return scale.color(values[h][v]); });
    for (std::size_t v = 0; v < over.size(); ++v) {
      if (over[v]) colors[h][v] = *over[v];
    }
  }
  return colors;
}

}  // namespace cortiscope
