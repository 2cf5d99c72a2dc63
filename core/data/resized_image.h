#pragma once

#include "core/data/image.h"

namespace cortiscope {

/// The whole image at another size: bilinear, and where it becomes smaller averaged over all pixels
/// that a new one covers. The proportions may change, so that positions from -1 to 1 still span it.
///
/// @pre both images have at least one pixel
Image resized(const Image& image, int width, int height);

}  // namespace cortiscope
