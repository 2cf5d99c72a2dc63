#pragma once

#include <QImage>
#include <vector>

#include "app/session/image_dots.h"

namespace cortiscope {

/// The radius of a dot, as a share of the image's side.
qreal dot_radius(float size);

/// Dots on a transparent square, one over the other in their order; fast enough for those of a
/// whole cortex.
/// @param side   of the square, in the widget's pixels
/// @param ratio  of device pixels to those
QImage dots_picture(const std::vector<ImageDot>& dots, int side, qreal ratio);

}  // namespace cortiscope
