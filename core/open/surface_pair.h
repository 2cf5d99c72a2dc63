#pragma once

#include <filesystem>

#include "core/data/cortex.h"
#include "core/open/warnings.h"

namespace cortiscope {

struct Contents;

/// Makes a cortex of one surface file (lh.inflated, .surf.gii), and of the other hemisphere's where
/// it lies beside. FreeSurfer's curv of a hemisphere is read along with it.
///
/// A name that does not say which form it is, is taken for the pial one.
///
/// @return  named after the file
/// @param warnings  as of hemisphere_pair
/// @throws Error  kBadValue: nothing says the hemisphere; kBadShape: a curv of another mesh; also
///                what the readers of these files throw
Cortex read_surface_pair(const std::filesystem::path& file, Warnings* warnings = nullptr);

/// The same, of a file that is read already; the other hemisphere's is read along.
/// @throws Error  also kBadFormat: no surface
Cortex surface_pair_of(const Contents& contents, Warnings* warnings = nullptr);

}  // namespace cortiscope
