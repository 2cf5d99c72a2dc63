#pragma once

#include <filesystem>
#include <string>

namespace cortiscope {

/// The ending of a file's name in lower case, with its dot: ".png"; empty where it has none.
std::string file_ending(const std::filesystem::path& file);

}  // namespace cortiscope
