#include <cassert>
#include <cmath>

#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"
#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

constexpr const char* kUnit = "R²";

}  // namespace

/// How well each vertex is predicted.
Painting paint_score(const MapInput& input) {
  const Legend legend =
      bar_legend(&reds, number_text(input.range.low), number_text(input.range.high), kUnit);
  Painting painting = masked_painting(
      input, Mask::kCeiling, legend, [range = input.range](const MapSource& source) {
        assert(int(source.score.size()) == source.selectors.vertex_count());
        return colors_where_finite(
            source.score, 1, [&](std::size_t i) { return reds(range.share(source.score[i])); });
      });
  painting.unit = kUnit;
  painting.value_text = brief_of(input, &score_fact);
  return painting;
}

VertexFact score_fact(const VertexCard& card, const VertexReader&) {
  VertexFact fact;
  fact.label = card.score_name.empty() ? kUnit : card.score_name;
  fact.text = fixed_text(card.score, 3);
  if (std::isfinite(card.noise_ceiling)) {
    fact.text += " of ceiling " + fixed_text(card.noise_ceiling, 3);
  }
  if (!card.is_tested) {
    fact.text += ", not tested";
  } else {
    const bool is_found = has_evidence(card.evidence, card.score);
    fact.text += std::string(is_found ? ", evidence" : ", no evidence") + " (q " +
                 number_text(card.evidence) + ")";
  }
  if (std::isfinite(card.score)) fact.brief = "R² " + fixed_text(card.score, 2);
  return fact;
}

}  // namespace cortiscope
