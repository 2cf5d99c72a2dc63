#pragma once

#include <cstdint>
#include <vector>

namespace cortiscope {

/// One display-ready sRGB colour.
struct Rgb8 {
  std::uint8_t r = 0, g = 0, b = 0;
  friend bool operator==(Rgb8 x, Rgb8 y) { return x.r == y.r && x.g == y.g && x.b == y.b; }
  friend bool operator!=(Rgb8 x, Rgb8 y) { return !(x == y); }
};

/// An sRGB image without transparency, rows from the top.
struct Image {
  int width = 0;
  int height = 0;
  std::vector<Rgb8> pixels;  ///< (height * width)

  Image() = default;
  Image(int its_width, int its_height, Rgb8 fill = {})
      : width(its_width), height(its_height), pixels(std::size_t(its_width) * its_height, fill) {}
  Rgb8& at(int x, int y) { return pixels[std::size_t(y) * width + x]; }
  Rgb8 at(int x, int y) const { return pixels[std::size_t(y) * width + x]; }
};

}  // namespace cortiscope
