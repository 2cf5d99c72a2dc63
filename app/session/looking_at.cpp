#include "app/session/looking_at.h"

#include <algorithm>
#include <cmath>

#include "core/color/palette.h"

namespace cortiscope {

std::vector<float> looking_at(const Selectors& selectors, float x, float y) {
  std::vector<float> looking(std::size_t(selectors.vertex_count()));
  for (std::size_t i = 0; i < looking.size(); ++i) {
    const float* place = selectors.space.row(std::int64_t(i));
    const float distance = std::hypot(place[0] - x, place[1] - y);
    const float near = std::max(0.0F, 1 - distance / kLookingRadius);
    looking[i] = near * (1 - selectors.scale.values[i]);
  }
  return looking;
}

MapColors looking_colors(const std::vector<float>& looking) {
  constexpr float kLeast = 0.05F;  // less is not seen as anything but the underlay
  MapColors colors(looking.size());
  for (std::size_t i = 0; i < looking.size(); ++i) {
    if (looking[i] >= kLeast) colors[i] = viridis(looking[i]);
  }
  return colors;
}

}  // namespace cortiscope
