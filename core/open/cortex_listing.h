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
/// part, of each the preferred file only (of TemplateFlow's densities the finest), of regions all.
/// A folder that does not exist has no parts.
/// @param warnings  recordsfiles whose name and contents disagree on the hemisphere
/// @throws Error  kNotFound: a folder that may not be read
std::vector<CortexFile> find_cortex_files(const std::filesystem::path& folder,
                                          Warnings* warnings = nullptr);

/// The surfaces of a folder without parts whose names say a hemisphere but not which surface they
/// are, the first of each hemisphere: to be looked at as pial.
/// @param warnings  receives a warning for each
/// @throws Error  as find_cortex_files
std::vector<CortexFile> find_unnamed_surfaces(const std::filesystem::path& folder,
                                              Warnings* warnings = nullptr);

}  // namespace cortiscope
