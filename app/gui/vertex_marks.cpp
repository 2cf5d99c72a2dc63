#include "app/gui/vertex_marks.h"

#include <QPainter>

namespace cortiscope {
namespace {

constexpr double kHiddenOpacity = 0.6;
constexpr QColor kDark(20, 20, 20);

}  // namespace

// White between two dark rings.
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

// White, then its colour, so that it is seen on any map.
void paint_pin_ring(QPainter& painter, QPointF at, const QColor& color, bool is_hidden) {
  constexpr double kRadius = 5;
  painter.setOpacity(is_hidden ? kHiddenOpacity : 1);
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(Qt::white, 5));
  painter.drawEllipse(at, kRadius, kRadius);
  QPen ring(color, 3, Qt::SolidLine, Qt::FlatCap);
  if (is_hidden) ring.setDashPattern({1.4, 1.4});
  painter.setPen(ring);
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

}  // namespace cortiscope
