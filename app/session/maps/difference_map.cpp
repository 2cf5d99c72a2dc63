#include <algorithm>
#include <cmath>

#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"
#include "core/color/space_palette.h"

namespace cortiscope {
namespace {

/// What is painted of the differences.
struct Quantity {
  const char* words;       ///< in the legend
  const char* short_word;  ///< of a vertex's value
  const char* unit;        ///< of the range
  float usual_limit;       ///< the difference that has the strongest colour
  const std::vector<float> VertexDifferences::*values;  ///< (N)
};

Quantity quantity_of(MapQuantity which) {
  switch (which) {
    case MapQuantity::kSpace:
      return {"displacement of receptive fields", "moved", "half-widths", 0.5F,
              &VertexDifferences::displacement};
    case MapQuantity::kConfidence:
      return {"confidence", "confidence", "confidence", 0.5F, &VertexDifferences::confidence};
    case MapQuantity::kScore:
      return {"score, R²", "R²", "R²", 0.2F, &VertexDifferences::score};
    default:
      return {"expected layer, in depth", "depth", "depth", 0.5F, &VertexDifferences::depth};
  }
}

Legend bar_of(const Quantity& quantity, float limit) {
  Legend legend;
  legend.kind = Legend::Kind::kBar;
  legend.color = [limit](float x, float) { return difference_color((2 * x - 1) * limit, limit); };
  legend.low = number_text(-limit);
  legend.high = number_text(limit);
  legend.caption = "0";
  legend.note = std::string("B - A: ") + quantity.words;
  return legend;
}

/// The centre is where it was.
Legend square_of(const Quantity& quantity, float limit) {
  Legend legend;
  legend.kind = Legend::Kind::kSquare;
  legend.color = [](float x, float y) { return space_color(2 * x - 1, 2 * y - 1); };
  legend.low = "L";
  legend.high = "R";
  legend.note = std::string("B - A: ") + quantity.words + ", ±" + number_text(limit);
  return legend;
}

std::string text_at(const VertexDifferences& found, const Quantity& quantity, bool is_of_space,
                    std::size_t row) {
  const float value = (found.*quantity.values)[row];
  if (!std::isfinite(value)) return "";
  const float* moved = found.space.row(std::int64_t(row));
  return std::string("B - A: ") + quantity.short_word + " " +
         (is_of_space ? position_text(moved[0], moved[1]) : signed_text(value, 3));
}

}  // namespace

/// What differs from another fit: in blue and red about 0, or where receptive fields have moved to.
Painting paint_difference(const MapInput& input) {
  const std::shared_ptr<const VertexDifferences> found = input.source->differences;
  if (!found) return masked_painting(input, Mask::kCeiling, {}, {});
  const bool is_of_space = input.quantity == MapQuantity::kSpace;
  const Quantity quantity = quantity_of(input.quantity);
  const float limit = input.is_range_chosen
                          ? std::max(std::abs(input.range.low), std::abs(input.range.high))
                          : quantity.usual_limit;
  Painting painting =
      masked_painting(input, found->evidence, "both fits",
                      is_of_space ? square_of(quantity, limit) : bar_of(quantity, limit),
                      [found, quantity, is_of_space, limit](const MapSource&) {
                        const std::vector<float>& values = (*found).*quantity.values;
                        return colors_where_finite(values, 1, [&](std::size_t i) {
                          const float* moved = found->space.row(std::int64_t(i));
                          return is_of_space ? space_color(moved[0] / limit, moved[1] / limit)
                                             : difference_color(values[i], limit);
                        });
                      });
  painting.range = ColorRange{-limit, limit};
  painting.full_range = {-quantity.usual_limit, quantity.usual_limit};
  painting.unit = quantity.unit;
  painting.value_text = [source = input.source, found, quantity, is_of_space](CortexVertex vertex) {
    const std::optional<int> row = row_of(*source->subject, vertex);
    return row ? text_at(*found, quantity, is_of_space, std::size_t(*row)) : std::string();
  };
  return painting;
}

}  // namespace cortiscope
