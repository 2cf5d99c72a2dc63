#pragma once

#include <string>
#include <string_view>

#include "core/data/image.h"
#include "core/io/image_file.h"

namespace cortiscope {

/// The JPEG side of decode_image.
/// @throws Error  kBadFormat: damaged or cut short; kBadShape: an absurd size
Image decode_jpeg(std::string_view bytes, const std::string& subject);

/// @throws Error  kBadFormat: damaged or cut short
ImageSize jpeg_size(std::string_view bytes, const std::string& subject);

}  // namespace cortiscope
