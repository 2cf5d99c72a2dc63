#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace cortiscope {

/// A hash of a file's contents, for checking that it has not changed: "xxh3-128:" and 32
/// hexadecimal digits. Reads the file in pieces; about as fast as the disk.
///
/// @throws Error  kNotFound: no such file, or not readable; kBadFormat: a folder
///
/// Source: XXH3, 128 bits (github.com/Cyan4973/xxHash), as the tool `xxh128sum` prints it.
std::string hash_of_file(const std::filesystem::path& file);

/// The same of bytes in memory.
std::string hash_of_bytes(const void* bytes, std::size_t count);

}  // namespace cortiscope
