#pragma once

#include <filesystem>
#include <vector>

#include "core/data/image.h"

namespace cortiscope {

/// Reads every PNG and JPEG directly in a folder, in the order of their names.
///
/// @throws Error  kNotFound: no such folder, or none of them in it; as read_image otherwise
std::vector<Image> read_photographs(const std::filesystem::path& folder);

}  // namespace cortiscope
