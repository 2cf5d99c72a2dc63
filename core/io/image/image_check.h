#pragma once

#include <cstdint>
#include <string>

namespace cortiscope {

/// Rejects an image whose declared size is impossible for its file size, or implausible, before
/// memory is allocated.
///
/// @param bytes_taken           that decoding needs
/// @param most_pixels_per_byte  that the format can hold
/// @throws Error  kBadShape: more than 2^28 pixels, more than the format can hold, or more than
///                96 MiB and eight bytes for each of the file
void check_image_size(std::uint64_t width, std::uint64_t height, std::uint64_t bytes_taken,
                      std::uint64_t most_pixels_per_byte, std::uint64_t file_size,
                      const std::string& subject);

}  // namespace cortiscope
