#include <cmath>

#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"

namespace cortiscope {
namespace {

constexpr int kLayersWithoutFit = 12;  // of the legend
// A fit starts with equal weights everywhere: a vertex that has not left them is not painted on the
// way.
constexpr float kUndecided = 0.05F;

bool is_on_the_way(const MapSource& source) {
  return source.kind == MapSource::Kind::kRunning || source.kind == MapSource::Kind::kSnapshot;
}

Legend layer_legend(int layer_count) {
  Legend legend;
  legend.kind = Legend::Kind::kGrid;
  legend.columns = layer_count;
  legend.color = [layer_count](float x, float y) {
    return layer_color(1 + int(x * float(layer_count)), layer_count, 1 - y);
  };
  legend.low = "1";
  legend.high = std::to_string(layer_count);
  legend.caption = "layer";
  legend.top = "sure";
  legend.bottom = "unsure";
  return legend;
}

}  // namespace

/// The layer that weighs most, darker the less sure it is.
Painting paint_layer(const MapInput& input) {
  const int shown_layers =
      input.source->has_selectors() ? input.source->layer_count() : kLayersWithoutFit;
  Painting painting = masked_painting(
      input, Mask::kEvidence, layer_legend(shown_layers),
      [alone = input.layer_alone](const MapSource& source) {
        const Selectors& selectors = source.selectors;
        const std::vector<int> chosen = chosen_layers(selectors);
        const std::vector<float> confidence = layer_confidence(selectors);
        const int layer_count = selectors.layer_count();
        MapColors colors = colors_where_finite(
            selectors.layer.values, layer_count,
            [&](std::size_t i) { return layer_color(chosen[i] + 1, layer_count, confidence[i]); });
        if (is_on_the_way(source)) {
          for (std::size_t i = 0; i < colors.size(); ++i) {
            if (confidence[i] < kUndecided) colors[i].reset();
          }
        }
        for (std::size_t i = 0; alone > 0 && i < colors.size(); ++i) {
          if (chosen[i] + 1 != alone) colors[i].reset();
        }
        return colors;
      });
  painting.value_text = brief_of(input, &layer_fact);
  return painting;
}

VertexFact layer_fact(const VertexCard&, const VertexReader& reader) {
  VertexFact fact;
  const std::string layer = std::to_string(reader.layer);
  fact.label = "Layer";
  fact.text = layer + "  (mean " + fixed_text(reader.expected_layer, 1) + ", confidence " +
              std::to_string(std::lround(100 * reader.confidence)) + " %)";
  fact.brief = fact.known = "layer " + layer;
  return fact;
}

}  // namespace cortiscope
