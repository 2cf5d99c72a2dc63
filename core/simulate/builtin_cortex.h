#pragma once

#include "core/data/cortex.h"

namespace cortiscope {

/// A made-up cortex that needs no file: two mirrored egg-shaped hemispheres with gentle bumps, as
/// white, pial, inflated and sphere surfaces, curvature, and a flat patch of the visual cortex
/// (dorsal up, the calcarine side towards the midline). The same on every call.
///
/// @param subdivisions  of the icosahedron: 10 * 4^s + 2 vertices a hemisphere (5: 10,242)
/// @pre 0 <= subdivisions <= 7
Cortex builtin_cortex(int subdivisions = 5);

}  // namespace cortiscope
