#pragma once

#include <string>
#include <string_view>

namespace cortiscope {

/// The container of compressed data: zlib (a checksum only) or gzip (a .gz file).
enum class Wrapping { kZlib, kGzip };

/// Compresses; inflate_all undoes it. The same bytes give the same bytes.
std::string deflate_bytes(std::string_view bytes, Wrapping wrapping);

}  // namespace cortiscope
