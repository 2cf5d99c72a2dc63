#pragma once

#include <filesystem>
#include <string>

#include "core/base/temporary_folder.h"

namespace cortiscope {

using TempDir = TemporaryFolder;

/// Writes a file of exactly these bytes.
void write_bytes(const std::filesystem::path& file, const std::string& bytes);

/// All bytes of a file.
std::string read_bytes(const std::filesystem::path& file);

}  // namespace cortiscope
