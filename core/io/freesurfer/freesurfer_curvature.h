#pragma once

#include <filesystem>
#include <vector>

namespace cortiscope {

/// Reads one number per vertex from a FreeSurfer "curv" file (lh.curv, lh.sulc, lh.thickness, ...),
/// in the new format (32-bit floats), the old one (16-bit hundredths) or as text (lines of vertex,
/// x, y, z and value; .asc).
///
/// @return  (V); NaN kept as stored
/// @throws Error  kNotFound: no such file; kBadFormat: not a curv file, or cut short; kBadShape:
///                more than one value per vertex
///
/// Source: FreeSurfer, utils/mrisurf_io.cpp (MRISreadCurvatureFile, NEW_VERSION_MAGIC_NUMBER).
std::vector<float> read_freesurfer_curvature(const std::filesystem::path& file);

}  // namespace cortiscope
