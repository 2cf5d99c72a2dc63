#pragma once

#include <filesystem>

#include "core/data/array.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// Reads values per vertex from FreeSurfer's volume format (.mgh, .mgz), as vertex_layout.h
/// arranges them: unsigned bytes, 16-bit integers with and without sign, 32-bit integers, floats.
/// Those are the types that FreeSurfer writes one number per voxel in. An intent in the version
/// field is not kept.
///
/// @param dropped  recordsvolume geometry and of rounding
/// @return  (K, V); NaN kept as stored
/// @throws Error  kNotFound: no such file; kBadFormat: not MGH, cut short, or of an unknown number
///                type; kBadShape: a volume rather than values per vertex
///
/// Source: FreeSurfer wiki, FsTutorial/MghFormat.
Array<float> read_mgh_maps(const std::filesystem::path& file, Dropped* dropped = nullptr);

}  // namespace cortiscope
