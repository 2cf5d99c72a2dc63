#pragma once

#include <filesystem>

namespace cortiscope {

/// The folder of the running program and its sibling programs; ../share/cortiscope holds the data
/// installed with them.
///
/// @throws std::filesystem::filesystem_error  without /proc
inline std::filesystem::path program_folder() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

}  // namespace cortiscope
