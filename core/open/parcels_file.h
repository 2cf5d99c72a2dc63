#pragma once

#include <filesystem>

#include "core/io/annotation.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// Reads a parcellation of one hemisphere in any format: a FreeSurfer annotation, or GIFTI labels.
///
/// @param dropped   as of the reader of its format
/// @param warnings  receives what is doubtful in it
/// @throws Error  what that reader throws
Annotation read_parcels(const std::filesystem::path& file, Dropped* dropped = nullptr,
                        Warnings* warnings = nullptr);

}  // namespace cortiscope
