#pragma once

#include <QImage>

#include "core/data/image.h"

namespace cortiscope {

/// Core's image as Qt takes it, without a copy: valid as long as the image.
inline QImage pixels_of(const Image& image) {
  static_assert(sizeof(Rgb8) == 3, "read as bytes");
  return QImage(reinterpret_cast<const uchar*>(image.pixels.data()), image.width, image.height,
                3 * image.width, QImage::Format_RGB888);
}

}  // namespace cortiscope
