#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/space_palette.h"

namespace cortiscope {
namespace {

Legend space_legend() {
  Legend legend;
  legend.kind = Legend::Kind::kSquare;
  legend.color = [](float x, float y) { return space_color(2 * x - 1, 2 * y - 1); };
  legend.low = "L";
  legend.high = "R";
  return legend;
}

std::string looks_text(CortexVertex vertex, const MapSource& source) {
  const VertexCard card = card_of(source, vertex);
  return card.read ? "looks " + position_text(card.read->x, card.read->y) : "";
}

}  // namespace

/// Where in the image each vertex looks.
Painting paint_space(const MapInput& input) {
  Painting painting =
      masked_painting(input, Mask::kEvidence, space_legend(), [](const MapSource& source) {
        const Array<float>& space = source.selectors.space;
        return colors_where_finite(space.values, 2, [&](std::size_t i) {
          const float* position = space.row(std::int64_t(i));
          return space_color(position[0], position[1]);
        });
      });
  painting.value_text = [source = input.source](CortexVertex vertex) {
    return looks_text(vertex, *source);
  };
  return painting;
}

VertexFact space_fact(const VertexCard&, const VertexReader& reader) {
  VertexFact fact;
  fact.label = "Looks";
  fact.text = fact.known = position_text(reader.x, reader.y);
  return fact;
}

}  // namespace cortiscope
