#include <cmath>

#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"

namespace cortiscope {
namespace {

/// Anticlockwise from the right horizontal meridian, 0 to 1 for a whole turn. @param y  down
float turn_of(float x, float y) {
  const float turn = std::atan2(-y, x) / float(2 * M_PI);
  return turn < 0 ? turn + 1 : turn;
}

/// The directions on the image.
Legend wheel_legend() {
  Legend legend;
  legend.kind = Legend::Kind::kSquare;
  legend.color = [](float x, float y) { return hue_wheel(turn_of(2 * x - 1, 2 * y - 1)); };
  legend.low = "L";
  legend.high = "R";
  return legend;
}

}  // namespace

/// The direction from the image centre in which each vertex looks, as retinotopy is painted.
Painting paint_angle(const MapInput& input) {
  Painting painting =
      masked_painting(input, Mask::kEvidence, wheel_legend(), [](const MapSource& source) {
        const Array<float>& space = source.selectors.space;
        return colors_where_finite(space.values, 2, [&](std::size_t i) {
          const float* position = space.row(std::int64_t(i));
          return hue_wheel(turn_of(position[0], position[1]));
        });
      });
  painting.value_text = [source = input.source](CortexVertex vertex) {
    const VertexCard card = card_of(*source, vertex);
    if (!card.read || !std::isfinite(card.read->x + card.read->y)) return std::string();
    return "polar angle " + fixed_text(360 * turn_of(card.read->x, card.read->y), 0) + "°";
  };
  return painting;
}

}  // namespace cortiscope
