#include <cmath>

#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"

namespace cortiscope {
namespace {

/// What is painted of the spread.
struct Quantity {
  const char* words;       ///< in the legend
  const char* short_word;  ///< of a vertex's value, and the unit of the range
  float usual_high;        ///< the standard deviation that has the last colour
  const std::vector<float> SeedStability::*values;  ///< (N)
};

Quantity quantity_of(MapQuantity which) {
  switch (which) {
    case MapQuantity::kSpace:
      return {"receptive field, in half-widths", "half-widths", 0.3F, &SeedStability::space};
    case MapQuantity::kScale:
      return {"scale", "scale", 0.3F, &SeedStability::scale};
    default:
      return {"expected layer, in depth", "depth", 0.2F, &SeedStability::depth};
  }
}

}  // namespace

/// How far fits of several seeds differ.
Painting paint_stability(const MapInput& input) {
  const std::shared_ptr<const SeedStability> found = input.source->stability;
  if (!found) return masked_painting(input, Mask::kCeiling, {}, {});
  const Quantity quantity = quantity_of(input.quantity);
  const ColorRange usual = {0, quantity.usual_high};
  const ColorRange range = input.is_range_chosen ? input.range : usual;
  Legend legend = bar_legend(&viridis, number_text(range.low), number_text(range.high), "");
  legend.note = "SD over " + std::to_string(found->fits) + " seeds: " + quantity.words;
  Painting painting = masked_painting(
      input, found->evidence, "every fit", std::move(legend),
      [found, quantity, range](const MapSource&) {
        const std::vector<float>& values = (*found).*quantity.values;
        return colors_where_finite(values, 1,
                                   [&](std::size_t i) { return viridis(range.share(values[i])); });
      });
  painting.range = range;
  painting.full_range = usual;
  painting.unit = quantity.short_word;
  painting.value_text = [source = input.source, found, quantity](CortexVertex vertex) {
    const std::optional<int> row = row_of(*source->subject, vertex);
    const float value = row ? ((*found).*quantity.values)[std::size_t(*row)] : NAN;
    return std::isfinite(value)
               ? std::string("SD over seeds: ") + quantity.short_word + " " + fixed_text(value, 3)
               : std::string();
  };
  return painting;
}

}  // namespace cortiscope
