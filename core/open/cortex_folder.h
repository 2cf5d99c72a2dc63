#pragma once

#include <filesystem>

#include "core/data/cortex.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// Reads the cortex that a folder holds: a FreeSurfer subject (surf/ and label/), a folder with
/// gifti/, any combination of these, or a folder with the files directly in it. Parts are merged by
/// hemisphere and kind, FreeSurfer's binary files before GIFTI where both hold the same thing;
/// `sources` records the file of each part.
///
/// The parcels are those of aparc; every .label except cortex.label becomes a region.
///
/// @param warnings  as of find_cortex_files
/// @return  named after the folder; a hemisphere without files has 0 vertices
/// @throws Error  kNotFound: no such folder, no cortex in it, or a hemisphere without a surface;
///                kBadShape: two files of a hemisphere disagree on the vertices or the triangles,
///                and both are named; also what the reader of each file throws
Cortex read_cortex_folder(const std::filesystem::path& folder, Warnings* warnings = nullptr);

}  // namespace cortiscope
