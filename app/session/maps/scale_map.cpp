#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"

namespace cortiscope {
namespace {

Legend scale_legend(ColorRange range) {
  Legend legend = bar_legend(&pu_or, "local", "global", "");
  if (range != ColorRange{}) {
    legend.low += " " + number_text(range.low);
    legend.high = number_text(range.high) + " " + legend.high;
  }
  return legend;
}

const char* word_of(float scale) {
  return scale < 0.35F ? "local" : scale > 0.65F ? "global" : "between";
}

}  // namespace

/// Whether each vertex reads a patch (0, local) or the whole image (1, global).
Painting paint_scale(const MapInput& input) {
  Painting painting =
      masked_painting(input, Mask::kEvidence, scale_legend(input.range),
                      [range = input.range](const MapSource& source) {
                        const std::vector<float>& scale = source.selectors.scale.values;
                        return colors_where_finite(
                            scale, 1, [&](std::size_t i) { return pu_or(range.share(scale[i])); });
                      });
  painting.value_text = brief_of(input, &scale_fact);
  return painting;
}

VertexFact scale_fact(const VertexCard&, const VertexReader& reader) {
  VertexFact fact;
  const std::string number = fixed_text(reader.scale, 2);
  fact.label = "Scale";
  fact.text = number + "  " + word_of(reader.scale);
  fact.brief = fact.known = "scale " + number;
  return fact;
}

}  // namespace cortiscope
