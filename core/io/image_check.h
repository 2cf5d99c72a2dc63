#pragma once

#include <cstdint>
#include <string>

namespace cortiscope {

/// Refuses an image whose declared size cannot be true for a file so small, or is absurd, before
/// memory is taken for it.
///
/// @throws Error  kBadShape: more than 2^28 pixels, or more than 128 MiB and 50 pixels for
///                each byte
/// @param bytes_per_pixel  that decoding it takes
void check_image_size(std::uint64_t width, std::uint64_t height, std::uint64_t bytes_per_pixel,
                      std::uint64_t file_size, const std::string& subject);

}  // namespace cortiscope
