#pragma once

#include <string>
#include <string_view>

namespace cortiscope {

/// What surrounds compressed data: nothing but a checksum, or what makes them a .gz file.
enum class Wrapping { kZlib, kGzip };

/// Compresses; inflate_all undoes it. The same bytes give the same bytes.
std::string deflate_bytes(std::string_view bytes, Wrapping wrapping);

}  // namespace cortiscope
