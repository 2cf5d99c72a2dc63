#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/data/image.h"
#include "core/io/image/image_file.h"

namespace cortiscope {

/// A JPEG of more pixels is read at a half, a quarter or an eighth of its width and height.
constexpr std::uint64_t kMostJpegPixels = std::uint64_t(1) << 24;

/// The JPEG side of decode_image.
/// @throws Error  kBadFormat: damaged or cut short; kBadShape: an implausible size
Image decode_jpeg(std::string_view bytes, const std::string& subject);

/// @throws Error  kBadFormat: damaged or cut short
ImageSize jpeg_size(std::string_view bytes, const std::string& subject);

}  // namespace cortiscope
