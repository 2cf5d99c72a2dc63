#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace cortiscope {

/// Reads a file that may be gzip-compressed, uncompressed and only as far as needed: a header of
/// fixed size gives the size. The header is read first, and a compressed file is checked for
/// whether it can expand to that size, before memory is allocated.
///
/// @param size_needed  given the first `header_size` bytes, or all where there are fewer: bytes
///                     from the file's start; throws if they are not a header
/// @return  that many bytes, or all if there are fewer
/// @throws Error  kNotFound: no such file; kBadFormat: damaged, or compressed and too short for the
///                size it declares; also what `size_needed` throws
std::string read_as_needed(const std::filesystem::path& file, std::size_t header_size,
                           const std::function<std::uint64_t(std::string_view start)>& size_needed);

}  // namespace cortiscope
