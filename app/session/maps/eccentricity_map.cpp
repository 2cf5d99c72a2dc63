#include <cmath>
#include <utility>

#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"

namespace cortiscope {

/// How far from the image centre each vertex looks, in half-widths of the image: 1 is an edge's
/// middle, 1.41 a corner.
Painting paint_eccentricity(const MapInput& input) {
  Legend legend = bar_legend(&viridis, number_text(input.range.low), number_text(input.range.high),
                             "half-widths");
  Painting painting = masked_painting(
      input, Mask::kEvidence, std::move(legend), [range = input.range](const MapSource& source) {
        const Array<float>& space = source.selectors.space;
        return colors_where_finite(space.values, 2, [&](std::size_t i) {
          const float* position = space.row(std::int64_t(i));
          return viridis(range.share(std::hypot(position[0], position[1])));
        });
      });
  painting.unit = "half-widths";
  painting.value_text = [source = input.source](CortexVertex vertex) {
    const VertexCard card = card_of(*source, vertex);
    if (!card.read || !std::isfinite(card.read->x + card.read->y)) return std::string();
    return "eccentricity " + fixed_text(std::hypot(card.read->x, card.read->y), 2);
  };
  return painting;
}

}  // namespace cortiscope
