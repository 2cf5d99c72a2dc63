#pragma once

#include <array>
#include <filesystem>
#include <optional>

#include "core/data/array.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// Divides maps of a file that does not say its hemisphere, where they are as long as both
/// hemispheres together: those of the surfaces beside the file, else of fsaverage3 to fsaverage7 or
/// of fs_LR with 4,000, 8,000, 32,000 or 59,000 vertices.
///
/// @param maps      (K, V)
/// @param file      names them, and may have surfaces beside it
/// @param warnings  receives which are taken for lh
/// @return  [lh, rh], (K, V) each, lh from the first values; absent where they are not as many
/// @throws Error  as the readers of the surfaces
std::optional<std::array<Array<float>, 2>> divided_maps(const Array<float>& maps,
                                                        const std::filesystem::path& file,
                                                        Warnings* warnings);

}  // namespace cortiscope
