#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"

namespace cortiscope {

/// The bare cortex: gyri light, sulci dark.
Painting paint_curvature(const MapInput& input) {
  Painting painting;
  painting.colors = [source = input.source](Ground ground) {
    HemisphereColors colors;
    for (const Hemisphere h : kHemispheres) {
      colors[h] = curvature_colors(source->subject->cortex[h], Underlay::kContrast, ground);
    }
    return colors;
  };
  painting.value_text = [source = input.source](CortexVertex vertex) {
    const std::vector<float>& curvature = source->subject->cortex[vertex.hemisphere].curvature;
    return curvature.empty() ? std::string()
                             : "curvature " + number_text(curvature[std::size_t(vertex.vertex)]);
  };
  return painting;
}

}  // namespace cortiscope
