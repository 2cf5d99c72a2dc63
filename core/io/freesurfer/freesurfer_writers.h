#pragma once

#include <filesystem>
#include <vector>

#include "core/data/array.h"
#include "core/data/surface.h"

namespace cortiscope {

/// FreeSurfer's formats, whole or not at all, readable by freesurfer_surface.h,
/// freesurfer_curvature.h and mgh.h.
/// @throws Error  kNotFound: the folder is not there; kInternal: the disk is full or writing fails
void write_freesurfer_surface(const Surface& surface, const std::filesystem::path& file);

/// The same as text (.asc), coordinates with enough digits to restore each float exactly.
void write_freesurfer_text_surface(const Surface& surface, const std::filesystem::path& file);

/// A flat surface as a patch: the vertices that its triangles use, those at its border marked.
void write_freesurfer_patch(const Surface& flat, const std::filesystem::path& file);

/// @param values  (V); the mesh's triangle count, a field of the format, is written as 0
void write_freesurfer_curvature(const std::vector<float>& values,
                                const std::filesystem::path& file);

/// @param maps  (K, V), stored as (V, 1, 1, K) floats; compressed where the name ends in .mgz
void write_mgh_maps(const Array<float>& maps, const std::filesystem::path& file);

}  // namespace cortiscope
