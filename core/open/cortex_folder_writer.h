#pragma once

#include <filesystem>

#include "core/data/cortex.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// Writes a cortex as a FreeSurfer subject, as read_cortex_folder reads it: surf/lh.white, lh.pial,
/// ..., lh.curv, lh.sulc, lh.cortex.patch.flat, label/lh.aparc.annot and lh.<region>.label. A
/// flatmap whose triangles are not all those of the mesh between its vertices, which a patch cannot
/// store, is written as surf/lh.flat.surf.gii. Creates folders; replaces files of these names and
/// keeps others.
///
/// @param dropped  recordspositions that no triangle of the flatmap uses and of colours
/// @throws Error  kBadShape: parcels that share a vertex; kNotFound: the parent folder does not
///                exist; kInternal: the disk is full or writing fails
void write_cortex_folder(const Cortex& cortex, const std::filesystem::path& folder,
                         Dropped* dropped = nullptr);

}  // namespace cortiscope
