#pragma once

#include <filesystem>

#include "core/io/annotation.h"

namespace cortiscope {

/// Reads a parcellation of one hemisphere in any format: a FreeSurfer annotation, or GIFTI labels.
///
/// @param dropped  as of the reader of its format
/// @throws Error  what that reader throws
Annotation read_parcels(const std::filesystem::path& file, Dropped* dropped = nullptr);

}  // namespace cortiscope
