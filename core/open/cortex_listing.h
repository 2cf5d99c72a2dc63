#pragma once

#include <filesystem>
#include <vector>

#include "core/io/cortex_names.h"

namespace cortiscope {

/// A file of a cortex folder, understood by its name.
struct CortexFile {
  CortexFileName name;
  std::filesystem::path file;
};

/// What may be a part of a cortex in a folder and its surf/, label/ and gifti/: by hemisphere and
/// part, of each the preferred file only, of regions all. A folder that is not there, or may not be
/// read, holds nothing.
std::vector<CortexFile> find_cortex_files(const std::filesystem::path& folder);

}  // namespace cortiscope
