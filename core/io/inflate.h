#pragma once

#include <string>
#include <string_view>

namespace cortiscope {

/// Whether bytes start like a gzip file.
bool is_gzip(std::string_view bytes);

/// What stands around deflated data.
enum class Deflated {
  kInZlibOrGzip,
  kBare  ///< as in ZIP archives
};

/// Undoes zlib or gzip compression up to a limit, so that a small file cannot fill the memory.
/// Memory grows with the actual output.
///
/// @param limit    bytes to stop after; later bytes are ignored
/// @param subject  the name of the file in messages
/// @return  the first `limit` bytes, or all where there are fewer
/// @throws Error  kBadFormat: damaged or cut short before the limit
std::string inflate_start(std::string_view compressed, std::size_t limit,
                          const std::string& subject, Deflated how = Deflated::kInZlibOrGzip);

/// Undoes zlib or gzip compression of data of unknown size.
///
/// @throws Error  kBadFormat: damaged, cut short, or more than `limit` bytes
std::string inflate_all(std::string_view compressed, std::size_t limit, const std::string& subject);

}  // namespace cortiscope
