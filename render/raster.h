#pragma once

#include <cstdint>
#include <vector>

#include "core/data/image.h"

namespace cortiscope {

/// An image with transparency, rows from the top.
struct Raster {
  int width = 0;
  int height = 0;
  std::vector<std::uint8_t> rgba;  ///< (height * width * 4), sRGB premultiplied by alpha

  const std::uint8_t* at(int x, int y) const {
    return rgba.data() + (std::size_t(y) * std::size_t(width) + std::size_t(x)) * 4;
  }
};

/// The image on a plain background.
inline Image over(const Raster& raster, Rgb8 background) {
  Image image(raster.width, raster.height);
  for (std::size_t i = 0; i < image.pixels.size(); ++i) {
    const std::uint8_t* p = raster.rgba.data() + 4 * i;
    const auto mix = [&](int front, int back) {
      return std::uint8_t(front + (back * (255 - p[3]) + 127) / 255);
    };
    image.pixels[i] = {mix(p[0], background.r), mix(p[1], background.g), mix(p[2], background.b)};
  }
  return image;
}

}  // namespace cortiscope
