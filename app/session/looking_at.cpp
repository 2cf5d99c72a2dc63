#include "app/session/looking_at.h"

#include <algorithm>
#include <cmath>

#include "core/color/palette.h"

namespace cortiscope {

ImagePart::ImagePart(ImagePlace corner, ImagePlace opposite)
    : from{std::min(corner.x, opposite.x), std::min(corner.y, opposite.y)},
      to{std::max(corner.x, opposite.x), std::max(corner.y, opposite.y)} {}

std::vector<float> looking_at(const Selectors& selectors, const ImagePart& part) {
  const auto nearness = [&](float x, float y) {
    if (part.is_place()) {
      return std::max(0.0F, 1 - std::hypot(x - part.from.x, y - part.from.y) / kLookingRadius);
    }
    const bool is_inside = x >= part.from.x && x <= part.to.x && y >= part.from.y && y <= part.to.y;
    return is_inside ? 1.0F : 0.0F;
  };
  std::vector<float> looking(std::size_t(selectors.vertex_count()));
  for (std::size_t i = 0; i < looking.size(); ++i) {
    const float* place = selectors.space.row(std::int64_t(i));
    looking[i] = nearness(place[0], place[1]) * (1 - selectors.scale.values[i]);
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
