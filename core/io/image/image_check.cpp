#include "core/io/image/image_check.h"

#include "core/base/error.h"

namespace cortiscope {

void check_image_size(std::uint64_t width, std::uint64_t height, std::uint64_t bytes_taken,
                      std::uint64_t most_pixels_per_byte, std::uint64_t file_size,
                      const std::string& subject) {
  constexpr std::uint64_t kMostPixels = std::uint64_t(1) << 28;
  constexpr std::uint64_t kAnyFile = std::uint64_t(96) << 20;
  constexpr std::uint64_t kPerByte = 8;         // of a large file; a photograph takes six or so
  const std::uint64_t pixels = width * height;  // each is below 2^31
  const std::string found = std::to_string(width) + " x " + std::to_string(height);
  if (pixels > kMostPixels) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected at most " + std::to_string(kMostPixels) + " pixels, found " + found,
                "make the image smaller");
  }
  if (pixels > most_pixels_per_byte * file_size || bytes_taken > kAnyFile + kPerByte * file_size) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected an image that " + std::to_string(file_size) +
                    " bytes can hold, found one of " + found,
                "if it is whole, make the image smaller; if not, copy it again");
  }
}

}  // namespace cortiscope
