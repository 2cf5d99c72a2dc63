#pragma once

#include <filesystem>

#include "core/data/cortex.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// Writes a cortex as a FreeSurfer subject, as read_cortex_folder gives it back: surf/lh.white,
/// lh.pial, ..., lh.curv, lh.sulc, lh.cortex.patch.flat, label/lh.aparc.annot and
/// lh.<region>.label. A flatmap whose triangles are not all those of the mesh between its vertices,
/// which a patch cannot tell, is written as surf/lh.flat.surf.gii. Folders are made; files of these
/// names are replaced, others left.
///
/// @param dropped  is told of positions that no triangle of the flatmap uses and of colours
/// @throws Error  kBadShape: parcels that share a vertex; kNotFound: the folder above is not there;
///                kInternal: the disk is full or refuses
void write_cortex_folder(const Cortex& cortex, const std::filesystem::path& folder,
                         Dropped* dropped = nullptr);

}  // namespace cortiscope
