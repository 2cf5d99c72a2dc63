#pragma once

#include <filesystem>
#include <vector>

namespace cortiscope {

/// Cortiscope's subject, images, features and fit files (.h5) in a folder, in this order: subjects,
/// images, features, fits; last those that cannot be opened, whose readers report why. Omits other
/// files.
std::vector<std::filesystem::path> study_files_in(const std::filesystem::path& folder);

}  // namespace cortiscope
