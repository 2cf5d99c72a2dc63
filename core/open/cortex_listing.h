#pragma once

#include <filesystem>
#include <vector>

#include "core/io/cortex_names.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// A file of a cortex folder, recognised by its name; its hemisphere as hemisphere_of_file.h says.
struct CortexFile {
  CortexFileName name;
  std::filesystem::path file;
};

/// The possible parts of a cortex in a folder and its surf/, label/ and gifti/: by hemisphere and
/// part, of each the preferred file only, of regions all. A folder that does not exist or cannot be
/// read has no parts.
/// @param warnings  recordsfiles whose name and contents disagree on the hemisphere
std::vector<CortexFile> find_cortex_files(const std::filesystem::path& folder,
                                          Warnings* warnings = nullptr);

}  // namespace cortiscope
