#pragma once

#include <filesystem>

namespace cortiscope {

/// Writes a surface or values at vertices in another format: GIFTI where the name of `to` ends in
/// .gii or .gii.gz, MGH for .mgh and .mgz, else FreeSurfer's surface or curv format.
///
/// @throws Error  kBadFormat: `from` is neither, or the format of `to` cannot hold it; kBadShape:
///                several maps where there is room for one; also what readers and writers throw
void convert(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace cortiscope
