#pragma once

#include <filesystem>
#include <optional>

#include "core/data/cortex.h"
#include "core/io/dropped.h"
#include "core/open/warnings.h"

namespace cortiscope {

struct Contents;

/// Makes a cortex of one surface file (lh.inflated, .surf.gii), and of the other hemisphere's, if
/// it is next to it. Also reads each hemisphere's FreeSurfer curv file.
///
/// If the name does not say which form it is, pial is assumed. A file without hemisphere whose mesh
/// has two parts, one after the other, holds both: lh first, with a warning.
///
/// @return  named after the file
/// @param warnings  as of hemisphere_pair
/// @throws Error  kBadValue: the hemisphere is unknown; kBadShape: a curv of another mesh; also
///                what the readers of these files throw
Cortex read_surface_pair(const std::filesystem::path& file, Warnings* warnings = nullptr);

/// The same for a file that was already read; also reads the other hemisphere's file.
/// @throws Error  also kBadFormat: no surface
Cortex surface_pair_of(const Contents& contents, Warnings* warnings = nullptr);

/// The cortex of one mesh of both hemispheres, as above; absent where the mesh is not of two parts.
/// @pre find<SurfaceContents>(contents), which does not say its hemisphere
std::optional<Cortex> divided_cortex(const Contents& contents, Warnings* warnings = nullptr,
                                     Dropped* dropped = nullptr);

}  // namespace cortiscope
