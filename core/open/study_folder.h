#pragma once

#include <filesystem>
#include <vector>

namespace cortiscope {

/// The subject, images, features and fit files of ours (.h5) that lie in a folder, in the order in
/// which a library wants them: subjects, images, features, fits; last those that cannot be opened,
/// whose readers say why. Other files are left out.
std::vector<std::filesystem::path> study_files_in(const std::filesystem::path& folder);

}  // namespace cortiscope
