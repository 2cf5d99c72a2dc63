#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/data/cortex.h"

namespace cortiscope {

/// The triangles of a hemisphere's visual cortex, cut open along the calcarine sulcus from in front
/// of the occipital pole on: what a flatmap of it shows. One disc: connected, with one border that
/// passes no vertex twice. Where the mesh is too coarse for that, empty.
///
/// @throws Error  as find_visual_frame (visual_frame.h)
std::vector<Eigen::Vector3i> visual_patch(const HemisphereCortex& cortex, Hemisphere hemisphere);

/// The patch laid flat (flattening.h), turned so that dorsal is up and the calcarine points towards
/// the midline: to the right in a left hemisphere, to the left in a right one.
///
/// @param middle  the surface whose lengths are kept
Surface flat_visual_cortex(const HemisphereCortex& cortex, Hemisphere hemisphere,
                           const Surface& middle);

}  // namespace cortiscope
