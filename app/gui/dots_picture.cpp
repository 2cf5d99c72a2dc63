#include "app/gui/dots_picture.h"

#include <algorithm>
#include <cmath>

#include "core/color/palette.h"

namespace cortiscope {
namespace {

constexpr float kEdge = 0.35F;  // brightness of a dot's edge, so that it is seen on any image

/// Puts a colour over a pixel.
/// @param share  0 leaves the pixel, 1 replaces it
QRgb over(QRgb below, Rgb8 color, float share) {
  const auto mixed = [share](int under, int above) {
    return int(std::lround(float(above) * share + float(under) * (1 - share)));
  };
  return qRgba(mixed(qRed(below), color.r), mixed(qGreen(below), color.g),
               mixed(qBlue(below), color.b), mixed(qAlpha(below), 255));
}

}  // namespace

qreal dot_radius(float size) { return 0.004 + 0.011 * double(std::clamp(size, 0.0F, 1.0F)); }

QImage dots_picture(const std::vector<ImageDot>& dots, int side, qreal ratio) {
  const int pixels = std::max(1, int(std::lround(side * ratio)));
  QImage picture(pixels, pixels, QImage::Format_ARGB32_Premultiplied);
  picture.fill(Qt::transparent);
  for (const ImageDot& dot : dots) {
    const float radius = float(dot_radius(dot.size) * pixels);
    const float x = (dot.place.x + 1) / 2 * float(pixels),
                y = (dot.place.y + 1) / 2 * float(pixels);
    const Rgb8 edge = times_brightness(dot.color, kEdge);
    const auto first = [](float at) { return std::max(0, int(std::floor(at))); };
    const auto last = [pixels](float at) { return std::min(pixels - 1, int(std::ceil(at))); };
    for (int row = first(y - radius - 1); row <= last(y + radius + 1); ++row) {
      auto* line = reinterpret_cast<QRgb*>(picture.scanLine(row));
      for (int column = first(x - radius - 1); column <= last(x + radius + 1); ++column) {
        const float away = std::hypot(float(column) + 0.5F - x, float(row) + 0.5F - y);
        const float share = std::clamp(radius + 0.5F - away, 0.0F, 1.0F);
        if (share == 0) continue;
        const bool is_edge = away > radius - float(0.7 * ratio) && radius > 2;
        line[column] = over(line[column], is_edge ? edge : dot.color, share);
      }
    }
  }
  picture.setDevicePixelRatio(ratio);
  return picture;
}

}  // namespace cortiscope
