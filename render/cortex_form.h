#pragma once

#include "core/data/cortex.h"

namespace cortiscope {

/// A form of a hemisphere as it is drawn: a flatmap turned upright (flatmap.h). Nothing of an
/// absent hemisphere.
///
/// @throws Error  kNotFound: there is no such form, or none that defines a flatmap's up direction
Surface form_of(const Cortex& cortex, Hemisphere hemisphere, SurfaceKind kind);

/// The folded form from which a cortex unfolds: pial, or white where it has no pial surface.
SurfaceKind folded_kind(const Cortex& cortex);

/// Whether a cortex has all that it takes to unfold: a folded, an inflated and a flat form of each
/// hemisphere that is there.
bool can_unfold(const Cortex& cortex);

}  // namespace cortiscope
