#pragma once

#include "core/data/cortex.h"

namespace cortiscope {

/// A flatmap of a hemisphere's visual cortex: cut open along the calcarine sulcus from in front of
/// the occipital pole on, laid flat (flattening.h), and turned so that dorsal is up and the
/// calcarine points towards the midline, to the right in a left hemisphere, to the left in a right
/// one. Its triangles make one disc: connected, with one border that passes no vertex twice.
/// Without triangles where the mesh is too coarse for that.
///
/// @param middle  the surface whose lengths are kept
/// @throws Error  as find_visual_frame (visual_frame.h)
Surface flat_visual_cortex(const HemisphereCortex& cortex, Hemisphere hemisphere,
                           const Surface& middle);

}  // namespace cortiscope
