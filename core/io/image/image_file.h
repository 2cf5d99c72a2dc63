#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/data/image.h"

namespace cortiscope {

/// Reads a PNG or a JPEG of any bit depth and kind (grey, palette, CMYK); transparent parts are
/// blended over white. A JPEG of more than 2^24 pixels is read at a half, a quarter or an eighth of
/// its size: still more than any screen or network needs, and small enough for memory.
///
/// @throws Error  kNotFound: no such file; kBadFormat: neither PNG nor JPEG, damaged or cut short;
///                kBadShape: more pixels than the file could hold, or than fit the memory
Image read_image(const std::filesystem::path& file);

/// As read_image, from bytes in memory.
/// @param subject  the name of the image in messages
Image decode_image(std::string_view bytes, const std::string& subject);

/// The size of a PNG or JPEG as the file says it, without decoding it.
struct ImageSize {
  int width = 0;
  int height = 0;
};
/// @throws Error  as read_image
ImageSize read_image_size(const std::filesystem::path& file);

}  // namespace cortiscope
