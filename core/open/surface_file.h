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

/// The surface of a file's hemisphere that lies beside it, in its folder or in surf/ or gifti/
/// beside that; none where nothing says the file's hemisphere (hemisphere_of_file.h), or there is
/// none.
std::optional<std::filesystem::path> mesh_beside(const std::filesystem::path& file);

/// V of that surface.
/// @throws Error  what its reader throws
std::optional<int> mesh_size_beside(const std::filesystem::path& file);

}  // namespace cortiscope
