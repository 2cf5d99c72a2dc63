#pragma once

#include <filesystem>
#include <optional>

#include "core/data/cortex.h"

namespace cortiscope {

/// The hemisphere that a GIFTI file names in its metadata (AnatomicalStructurePrimary), of the file
/// or of its first array. Reads only the first 64 KB and decodes no numbers.
///
/// @return  none where the metadata do not say, or the file cannot be read
std::optional<Hemisphere> gifti_hemisphere(const std::filesystem::path& file);

}  // namespace cortiscope
