#include "core/color/map_colors.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace cortiscope {

MapColors colors_where_finite(const std::vector<float>& values, int width,
                              const std::function<std::optional<Rgb8>(std::size_t)>& color) {
  assert(width > 0 && values.size() % std::size_t(width) == 0);
  MapColors colors(values.size() / std::size_t(width));
  for (std::size_t i = 0; i < colors.size(); ++i) {
    const float* row = values.data() + i * std::size_t(width);
    if (std::all_of(row, row + width, [](float v) { return std::isfinite(v); })) {
      colors[i] = color(i);
    }
  }
  return colors;
}

void mask_below_ceiling(MapColors& colors, const std::vector<float>& noise_ceiling, float least) {
  if (noise_ceiling.empty()) return;
  assert(noise_ceiling.size() == colors.size());
  for (std::size_t i = 0; i < colors.size(); ++i) {
    if (!is_above_ceiling(noise_ceiling[i], least)) colors[i].reset();
  }
}

std::array<std::vector<Rgb8>, 2> paint(const Subject& subject, const MapColors& colors,
                                       Ground ground) {
  assert(int(colors.size()) == subject.vertex_count());
  std::array<std::vector<Rgb8>, 2> painted;
  std::size_t row = 0;
  for (const Hemisphere h : kHemispheres) {
    painted[h] = curvature_colors(subject.cortex[h], Underlay::kFaint, ground);
    for (const int v : subject.vertices[h]) {
      if (const std::optional<Rgb8>& color = colors[row++]) painted[h][std::size_t(v)] = *color;
    }
  }
  return painted;
}

}  // namespace cortiscope
