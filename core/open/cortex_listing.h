#pragma once

#include <filesystem>
#include <vector>

#include "core/io/cortex_names.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// A file of a cortex folder, understood by its name; its hemisphere as hemisphere_of_file.h says.
struct CortexFile {
  CortexFileName name;
  std::filesystem::path file;
};

/// What may be a part of a cortex in a folder and its surf/, label/ and gifti/: by hemisphere and
/// part, of each the preferred file only, of regions all. A folder that is not there, or may not be
/// read, holds nothing.
/// @param warnings  is told of files whose name says another hemisphere than they say themselves
std::vector<CortexFile> find_cortex_files(const std::filesystem::path& folder,
                                          Warnings* warnings = nullptr);

}  // namespace cortiscope
