#pragma once

namespace cortiscope {

/// A rectangle of whole pixels, from the upper left corner of what it lies in.
struct PixelBox {
  int x = 0, y = 0;
  int width = 0, height = 0;

  bool is_empty() const { return width <= 0 || height <= 0; }
  bool contains(double at_x, double at_y) const {
    return at_x >= x && at_y >= y && at_x < x + width && at_y < y + height;
  }

  friend bool operator==(const PixelBox& a, const PixelBox& b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
  }
  friend bool operator!=(const PixelBox& a, const PixelBox& b) { return !(a == b); }
};

}  // namespace cortiscope
