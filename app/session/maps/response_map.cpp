#include <cmath>

#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "core/color/palette.h"

namespace cortiscope {
namespace {

constexpr const char* kUnit = "SD";
constexpr ColorRange kUsual = {-1, 1};
constexpr std::size_t kLongestName = 24;  // what the width of a legend takes

/// The end of a name tells images apart.
std::string shortened(const std::string& name) {
  return name.size() <= kLongestName ? name : "…" + name.substr(name.size() - kLongestName);
}

}  // namespace

/// The response that the fit predicts to the image that is shown.
Painting paint_response(const MapInput& input) {
  const std::shared_ptr<const PredictedResponse> found = input.source->response;
  const ColorRange range = input.is_range_chosen ? input.range : kUsual;
  Legend legend = bar_legend(&viridis, number_text(range.low), number_text(range.high), kUnit);
  const bool is_whole = !found || found->part == ReadPart();
  const std::string what = is_whole ? "response" : words_of(found->part);
  Painting painting = masked_painting(
      input, Mask::kEvidence, std::move(legend), [found, range](const MapSource& source) {
        if (!found) return MapColors(std::size_t(source.subject->vertex_count()));
        return colors_where_finite(found->values, 1, [&](std::size_t i) {
          return viridis(range.share(found->values[i]));
        });
      });
  const std::string part = is_whole ? "" : ", " + what;
  const std::string note = found ? "to " + shortened(found->image) + part : "no image yet";
  painting.legend.note = painting.legend.note.empty() ? note : note + ", " + painting.legend.note;
  painting.range = range;
  painting.full_range = kUsual;
  painting.unit = kUnit;
  painting.value_text = [source = input.source, found, what](CortexVertex vertex) {
    const std::optional<int> row = row_of(*source->subject, vertex);
    const float value = row && found ? found->values[std::size_t(*row)] : NAN;
    return std::isfinite(value) ? what + " " + signed_text(value, 2) + " SD" : std::string();
  };
  return painting;
}

}  // namespace cortiscope
