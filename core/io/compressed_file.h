#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace cortiscope {

/// Reads a file that may be gzip-compressed, uncompressed and no further than is needed: a header
/// of fixed size says how far. It is asked before anything larger is read, and a compressed file is
/// asked whether so much can come out of it, before memory is taken.
///
/// @param size_needed  given the first `header_size` bytes, or all where there are fewer: bytes
/// from
///                     the file's start; throws where they are no header
/// @return  so many bytes, or all where there are fewer
/// @throws Error  kNotFound: no such file; kBadFormat: damaged, or compressed and too short for
/// what
///                it declares; also what `size_needed` throws
std::string read_as_needed(const std::filesystem::path& file, std::size_t header_size,
                           const std::function<std::uint64_t(std::string_view start)>& size_needed);

}  // namespace cortiscope
