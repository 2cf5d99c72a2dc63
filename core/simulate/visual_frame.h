#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/data/cortex.h"

namespace cortiscope {

/// Where a hemisphere's visual cortex lies on its registration sphere: seen from the occipital
/// pole, which way the calcarine sulcus runs (anterior, along the medial wall) and which way is
/// dorsal. The same numbers mean the same anatomy in both hemispheres.
struct VisualFrame {
  Eigen::Vector3f pole;      ///< unit; the occipital pole, where the foveal confluence is planted
  Eigen::Vector3f anterior;  ///< unit, at the pole: the calcarine's direction
  Eigen::Vector3f dorsal;    ///< unit, at the pole, at right angles to `anterior`
};

/// Computes the frame: the pole is the most posterior vertex of pial. Where the parcels
/// `pericalcarine`, `cuneus` and `lingual` are known the calcarine runs from the pole towards the
/// first and dorsal is from the third to the second; elsewhere dorsal is where pial's z grows and
/// the calcarine runs towards the midline.
///
/// @throws Error  kNotFound: no pial or no sphere; kBadValue: dorsal has not the larger z in pial,
///                or the sphere is mirrored (a left hemisphere given as a right one)
VisualFrame find_visual_frame(const HemisphereCortex& cortex, Hemisphere hemisphere);

/// Each vertex in the frame: azimuthal equidistant projection of the sphere about the pole.
///
/// @return  (V), mm on the sphere of radius 100 from the pole: x along the calcarine, y dorsal
std::vector<Eigen::Vector2f> places_in_frame(const Surface& sphere, const VisualFrame& frame);

}  // namespace cortiscope
