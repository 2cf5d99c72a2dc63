#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"

namespace cortiscope {
namespace {

constexpr const char* kUnit = "weight";

/// (N) of a layer counted from 1.
std::vector<float> weights_of(const Selectors& selectors, int layer) {
  std::vector<float> weights(std::size_t(selectors.vertex_count()));
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = selectors.layer.row(std::int64_t(i))[layer - 1];
  }
  return weights;
}

}  // namespace

/// How much each vertex reads of one layer.
Painting paint_weight(const MapInput& input) {
  const int layer = input.layer;
  const Legend legend =
      bar_legend(&inferno, number_text(input.range.low), number_text(input.range.high), kUnit);
  Painting painting = masked_painting(
      input, Mask::kEvidence, legend, [layer, range = input.range](const MapSource& source) {
        const std::vector<float> weights = weights_of(source.selectors, layer);
        return colors_where_finite(weights, 1,
                                   [&](std::size_t i) { return inferno(range.share(weights[i])); });
      });
  painting.unit = kUnit;
  painting.value_text = [source = input.source, layer](CortexVertex vertex) {
    const VertexCard card = card_of(*source, vertex);
    if (!card.read) return std::string();
    return "weight of layer " + std::to_string(layer) + " " +
           fixed_text(card.read->layer_weights[std::size_t(layer - 1)], 2);
  };
  return painting;
}

}  // namespace cortiscope
