#include "app/gui/cortex_overlay.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

namespace cortiscope {
namespace {

constexpr double kMargin = 12;
constexpr double kScaleLength = 80;  // at most
constexpr double kHiddenOpacity = 0.6;
constexpr QColor kDark(20, 20, 20);

/// 1, 2 or 5 times a power of ten, at most `limit`.
double round_length(double limit) {
  const double decade = std::pow(10, std::floor(std::log10(limit)));
  for (const double step : {5.0, 2.0}) {
    if (step * decade <= limit) return step * decade;
  }
  return decade;
}

/// Seen on any colour: white between two dark rings.
void paint_ring(QPainter& painter, QPointF at, bool is_hidden) {
  constexpr double kRadius = 7;
  painter.setOpacity(is_hidden ? kHiddenOpacity : 1);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(kDark, 5));
  painter.drawEllipse(at, kRadius, kRadius);
  QPen light(Qt::white, 2.4, Qt::SolidLine, Qt::FlatCap);
  if (is_hidden) light.setDashPattern({1.4, 1.4});
  painter.setPen(light);
  painter.drawEllipse(at, kRadius, kRadius);
}

void paint_dot(QPainter& painter, QPointF at, bool is_hidden) {
  painter.setOpacity(is_hidden ? kHiddenOpacity : 1);
  painter.setBrush(is_hidden ? QBrush(Qt::NoBrush) : QBrush(Qt::white));
  painter.setPen(QPen(kDark, 3));
  painter.drawEllipse(at, 4, 4);
  painter.setPen(QPen(Qt::white, 1.5));
  painter.drawEllipse(at, 4, 4);
}

}  // namespace

CortexOverlay::CortexOverlay(QWidget* parent) : QWidget(parent) {
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
}

void CortexOverlay::set_content(const Content& content) {
  content_ = content;
  update();
}

void CortexOverlay::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(content_.ink);
  const QRectF inner = QRectF(rect()).adjusted(kMargin, kMargin, -kMargin, -kMargin);
  if (content_.is_lh_at_left) {
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignTop, QStringLiteral("lh"));
  }
  if (content_.is_rh_at_right) {
    painter.drawText(inner, Qt::AlignRight | Qt::AlignTop, QStringLiteral("rh"));
  }
  if (content_.mm_a_pixel > 0) paint_scale(painter);
  const auto place = [&](const SeenVertex& seen) {
    return QPointF(seen.pixel.x(), seen.pixel.y()) / devicePixelRatioF();
  };
  if (const auto& seen = content_.pointed_at) paint_dot(painter, place(*seen), seen->is_hidden);
  if (const auto& seen = content_.marked) paint_ring(painter, place(*seen), seen->is_hidden);
}

void CortexOverlay::paint_scale(QPainter& painter) const {
  const double mm_a_point = content_.mm_a_pixel * devicePixelRatioF();
  const double length_mm = round_length(kScaleLength * mm_a_point);
  const double right = width() - kMargin, bottom = height() - kMargin;
  painter.setPen(QPen(content_.ink, 1.5, Qt::SolidLine, Qt::FlatCap));
  painter.drawLine(QPointF(right - length_mm / mm_a_point, bottom), QPointF(right, bottom));
  painter.drawText(QRectF(right - 200, bottom - 24, 200, 20), Qt::AlignRight | Qt::AlignBottom,
                   QString::number(length_mm) + QStringLiteral(" mm"));
}

}  // namespace cortiscope
