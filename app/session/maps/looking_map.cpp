#include <cmath>

#include "app/session/looking_at.h"
#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"

namespace cortiscope {

Painting paint_looking(const MapInput& input, const ImagePart& part) {
  Painting painting =
      masked_painting(input, Mask::kEvidence, Legend{}, [part](const MapSource& source) {
        return looking_colors(looking_at(source.selectors, part));
      });
  painting.title = "Receptive field here";
  painting.value_text = [source = input.source, part](CortexVertex vertex) {
    const std::optional<int> row = row_of(*source->subject, vertex);
    if (!row) return std::string();
    const float looking = looking_at(source->selectors, part)[std::size_t(*row)];
    return std::isfinite(looking) ? "receptive field here " + fixed_text(looking, 2)
                                  : std::string();
  };
  return painting;
}

}  // namespace cortiscope
