#include <algorithm>
#include <optional>

#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"

namespace cortiscope {
namespace {

Legend best_layer_legend(int layer_count) {
  Legend legend;
  legend.kind = Legend::Kind::kBar;
  legend.color = [layer_count](float x, float) {
    return layer_color(std::min(layer_count, 1 + int(x * float(layer_count))), layer_count, 1);
  };
  legend.low = "1";
  legend.high = std::to_string(layer_count);
  legend.caption = "layer";
  return legend;
}

/// The best layer of one of the baselines. A source without baselines has no vertex to paint.
/// @param name  of the baseline, in the value of a vertex
Painting paint_best_layer(const MapInput& input, LayerBaseline Baselines::*which,
                          const std::string& name) {
  const MapSource& source = *input.source;
  if (!source.baselines) return masked_painting(input, Mask::kCeiling, {}, {});
  const LayerBaseline& baseline = (*source.baselines).*which;
  const int layer_count = source.layer_count();
  const VertexTest test = {baseline.score.evidence, baseline.score.r2};
  Painting painting = masked_painting(
      input, test, best_layer_legend(layer_count), [&baseline, layer_count](const MapSource&) {
        return colors_where_finite(baseline.score.r2, 1, [&](std::size_t i) {
          return layer_color(baseline.layer[i] + 1, layer_count, 1);
        });
      });
  painting.value_text = [source = input.source, &baseline, name](CortexVertex vertex) {
    const std::optional<int> row = row_of(*source->subject, vertex);
    const int layer = row ? baseline.layer[std::size_t(*row)] : -1;
    return layer < 0 ? std::string() : name + " layer " + std::to_string(layer + 1);
  };
  return painting;
}

}  // namespace

/// The layer of the best feature-weighted receptive field of each vertex.
Painting paint_fwrf(const MapInput& input) {
  return paint_best_layer(input, &Baselines::fwrf, "fwRF");
}

/// The layer whose principal components predict each vertex best.
Painting paint_pca_ridge(const MapInput& input) {
  return paint_best_layer(input, &Baselines::pca_ridge, "PCA ridge");
}

VertexFact fwrf_fact(const VertexCard& card, const VertexReader&) {
  VertexFact fact;
  fact.label = "fwRF R²";
  if (!card.baselines) return fact;
  const VertexBaselines& found = *card.baselines;
  fact.text = fixed_text(found.fwrf_r2, 3);
  if (found.fwrf_layer == 0) return fact;
  const auto& position = found.fwrf_position;
  fact.text += "  layer " + std::to_string(found.fwrf_layer) + ", " +
               (position ? position_text(position->first, position->second) : "whole image");
  return fact;
}

VertexFact pca_ridge_fact(const VertexCard& card, const VertexReader&) {
  VertexFact fact;
  fact.label = "PCA ridge R²";
  if (!card.baselines) return fact;
  const VertexBaselines& found = *card.baselines;
  fact.text = fixed_text(found.pca_ridge_r2, 3);
  if (found.pca_ridge_layer == 0) return fact;
  fact.text += "  layer " + std::to_string(found.pca_ridge_layer) + "; layers stacked " +
               fixed_text(found.stacked_r2, 3);
  return fact;
}

}  // namespace cortiscope
