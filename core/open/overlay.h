#pragma once

#include <filesystem>
#include <vector>

#include "core/data/array.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// Reads the maps per vertex of any file that holds them of one hemisphere: FreeSurfer curv, MGH,
/// GIFTI, NIfTI.
///
/// @param dropped  as of the reader of its format
/// @return  (K, V); NaN, as some files mark the background, is kept as stored
/// @throws Error  kNotFound: no such file; kBadFormat: a format without values at vertices, or a
///                damaged file; kBadShape: as the reader of its format
Array<float> read_overlay_maps(const std::filesystem::path& file, Dropped* dropped = nullptr);

/// The first of some maps, (V).
std::vector<float> first_row_of(Array<float> maps);

/// The first map of such a file, (V).
/// @throws Error  as read_overlay_maps
std::vector<float> read_overlay(const std::filesystem::path& file);

}  // namespace cortiscope
