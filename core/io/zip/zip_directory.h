#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/io/open_file.h"

namespace cortiscope {

/// The part of a ZIP archive that lists its files.
struct ZipDirectory {
  std::uint64_t first = 0;  ///< byte of the archive where it starts
  std::string bytes;
};

/// Reads a ZIP archive's directory: absent where the file is no archive, or the directory is not
/// inside it or larger than 64 MiB.
/// @throws Error  as OpenFile::read
std::optional<ZipDirectory> read_zip_directory(const OpenFile& archive);

}  // namespace cortiscope
