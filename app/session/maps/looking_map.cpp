#include <cmath>

#include "app/session/looking_at.h"
#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"

namespace cortiscope {

Painting paint_looking(const MapInput& input, ImagePlace place) {
  Painting painting =
      masked_painting(input, Mask::kEvidence, Legend{}, [place](const MapSource& source) {
        return looking_colors(looking_at(source.selectors, place.x, place.y));
      });
  painting.title = "Receptive field here";
  painting.value_text = [source = input.source, place](CortexVertex vertex) {
    const std::optional<int> row = row_of(*source->subject, vertex);
    if (!row) return std::string();
    const float looking = looking_at(source->selectors, place.x, place.y)[std::size_t(*row)];
    return std::isfinite(looking) ? "receptive field here " + fixed_text(looking, 2)
                                  : std::string();
  };
  return painting;
}

}  // namespace cortiscope
