#pragma once

#include <filesystem>

namespace cortiscope {

/// Where the program that runs lies, with its siblings beside it; in ../share/cortiscope lies what
/// is installed with them.
///
/// @throws std::filesystem::filesystem_error  without /proc
inline std::filesystem::path program_folder() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

}  // namespace cortiscope
