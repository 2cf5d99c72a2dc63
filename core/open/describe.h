#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "core/io/hdf5/cortex_file.h"

namespace cortiscope {

struct Contents;

/// One fact of a file: `name` as scripts read it, with its unit: "area_mm2".
struct Fact {
  std::string name;
  std::variant<std::string, std::int64_t, double> value;
};

/// One part of what is described: a surface of a cortex, an array of a GIFTI file, a region.
struct DescribedPart {
  std::string name;  ///< "lh pial"
  std::string file;  ///< relative to the folder; empty for parts of a file
  std::vector<Fact> facts;
};

/// The kind, contents and problems of a file or folder.
struct Description {
  std::string kind;  ///< "cortex folder", "GIFTI", "cortiscope fit", ...
  std::vector<Fact> facts;
  std::vector<DescribedPart> parts;
  std::vector<std::string> problems;  ///< problems that do not prevent reading; sentences
};

/// Describes any file or folder that we read.
///
/// @param templates  for fits whose cortex is a reference (cortex_file.h)
/// @throws Error  kNotFound: no such path, or a folder with no known file; kBadFormat: an unknown
///                format; also as its reader
Description describe(const std::filesystem::path& path, const CortexTemplates& templates = {});

/// Describes contents that were already read. Its warnings become the first problems.
/// @throws Error  as above, for parts that are read only now
Description describe(const Contents& contents);

}  // namespace cortiscope
