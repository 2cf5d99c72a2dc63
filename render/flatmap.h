#pragma once

#include "core/data/cortex.h"

namespace cortiscope {

/// A hemisphere's flatmap turned by anatomy, not by the axes of its file: seen from outside
/// (triangles anticlockwise, mirrored where they are not), dorsal up, z = 0.
///
/// Up is where the folded surface rises: the direction of the least-squares plane of superior
/// position over the flatmap. In this view, lh's posterior cut lies to the right and rh's to the
/// left: with lh drawn left, the calcarine cuts face each other.
///
/// @return  V vertices; those that no triangle uses lie at the origin
/// @throws Error  kNotFound: no flat surface, or no folded one that defines up
Surface oriented_flatmap(const Cortex& cortex, Hemisphere hemisphere);

}  // namespace cortiscope
