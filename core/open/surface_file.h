#pragma once

#include <filesystem>
#include <optional>

#include "core/data/surface.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// Reads a surface of any format: FreeSurfer's, or GIFTI.
///
/// @param dropped  as of the reader of its format
/// @throws Error  what that reader throws
Surface read_surface(const std::filesystem::path& file, Dropped* dropped = nullptr);

/// The surface of a file's hemisphere, in the same folder or in surf/ or gifti/ next to that
/// folder; none if the file's hemisphere is unknown (hemisphere_of_file.h) or there is no such
/// surface.
std::optional<std::filesystem::path> mesh_beside(const std::filesystem::path& file);

/// V of that surface.
/// @throws Error  what its reader throws
std::optional<int> mesh_size_beside(const std::filesystem::path& file);

}  // namespace cortiscope
