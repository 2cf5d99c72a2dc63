#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace cortiscope {

/// How messages call a file: its name without the folders.
std::string file_name(const std::filesystem::path& file);

/// Whether there is such a file.
inline bool is_file(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored);
}

/// How many bytes a file has.
/// @throws Error  kNotFound: no such file, or in a folder that may not be read; kBadFormat: a
/// folder, or something without a size: a
///                pipe or a device
std::uintmax_t size_of_file(const std::filesystem::path& file);

/// All bytes of a file.
///
/// @param limit  the most bytes a file of the format expected can plausibly have
/// @throws Error  kNotFound: no such file, or not readable; kBadFormat: it is a folder, or larger
///                than `limit`
std::string read_file_bytes(const std::filesystem::path& file,
                            std::uintmax_t limit = std::uintmax_t(2) << 30);

/// Exactly `count` bytes from byte `first` on.
/// @throws Error  as read_file_bytes; kBadFormat: the file is shorter
std::string read_file_part(const std::filesystem::path& file, std::uintmax_t first,
                           std::size_t count);

/// At most `count` bytes from the start of a file; fewer where it is shorter.
/// @throws Error  as read_file_bytes
std::string read_file_start(const std::filesystem::path& file, std::size_t count);

}  // namespace cortiscope
