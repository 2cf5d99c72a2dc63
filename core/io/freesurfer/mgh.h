#pragma once

#include <filesystem>

#include "core/data/array.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// Reads values a vertex from FreeSurfer's volume format (.mgh, .mgz), as vertex_layout.h arranges
/// them: unsigned bytes, 16-bit integers with and without sign, 32-bit integers, floats. Those are
/// the types that FreeSurfer writes one number a voxel in.
///
/// @param dropped  is told of volume geometry and of rounding
/// @return  (K, V); NaN kept as stored
/// @throws Error  kNotFound: no such file; kBadFormat: not MGH, cut short, or of a number type that
///                we do not know; kBadShape: a volume rather than values a vertex
///
/// Source: FreeSurfer wiki, FsTutorial/MghFormat.
Array<float> read_mgh_maps(const std::filesystem::path& file, Dropped* dropped = nullptr);

}  // namespace cortiscope
