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

int looking_count(const std::vector<float>& looking) {
  return int(std::count_if(looking.begin(), looking.end(),
                           [](float value) { return value >= kLeastLooking; }));
}

MapColors looking_colors(const std::vector<float>& looking) {
  return colors_where_finite(looking, 1, [&](std::size_t i) {
    return looking[i] >= kLeastLooking ? std::optional(viridis(looking[i])) : std::nullopt;
  });
}

}  // namespace cortiscope
