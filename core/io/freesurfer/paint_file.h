#pragma once

#include <filesystem>
#include <vector>

namespace cortiscope {

/// Whether a file has the size that a FreeSurfer paint file's count says; the format has no mark.
bool is_paint_file(const std::filesystem::path& file);

/// Reads a FreeSurfer paint file (lh.sig.w): values of listed vertices.
///
/// @return  (highest listed vertex + 1); NaN at vertices that are not listed. The mesh may have
/// more.
/// @throws Error  kNotFound: no such file; kBadFormat: cut short or not a paint file, or no vertex
/// is
///                listed; kBadValue: a vertex index beyond any mesh
///
/// Source: FreeSurfer, utils/mrisurf_io.cpp (MRISreadValues).
std::vector<float> read_paint_file(const std::filesystem::path& file);

}  // namespace cortiscope
