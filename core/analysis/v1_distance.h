#pragma once

#include <vector>

#include "core/data/subject.h"

namespace cortiscope {

/// The distance of each encoded vertex from V1 along the edges of its hemisphere's mesh, in mm on
/// white (else pial, else the sphere): 0 within V1, NaN where V1 is not reached. Paths along edges
/// are longer than the shortest on the surface, by a tenth or so; their order is what they are for.
///
/// @return (N); empty where no hemisphere has the area V1, as an ROI or, without
///          ROIs, a parcel
///
/// Source: Dijkstra, "A note on two problems in connexion with graphs" (1959).
std::vector<float> distance_from_v1(const Subject& subject);

}  // namespace cortiscope
