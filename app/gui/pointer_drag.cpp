#include "app/gui/pointer_drag.h"

#include <QApplication>
#include <QMouseEvent>
#include <QWheelEvent>
#include <cmath>
#include <utility>

namespace cortiscope {
namespace {

constexpr double kZoomAStep = 1.2;

PictureStep picture_step(QPointF step) { return {float(step.x()), float(step.y())}; }

}  // namespace

bool PointerDrag::press(const QMouseEvent& event) {
  if (is_held()) return false;
  button_ = event.button();
  pressed_at_ = stepped_to_ = event.position();
  is_dragging_ = false;
  return true;
}

bool PointerDrag::release(const QMouseEvent& event) {
  if (event.button() != button_) return false;
  button_ = Qt::NoButton;
  return true;
}

bool PointerDrag::move(QPointF to) {
  const double far = QApplication::startDragDistance();
  is_dragging_ = is_dragging_ || (to - pressed_at_).manhattanLength() >= far;
  return is_dragging_;
}

QPointF PointerDrag::step(QPointF to) {
  const QPointF from = std::exchange(stepped_to_, to);
  return to - from;
}

CortexCamera dragged(const CortexCamera& camera, QPointF step, bool turns, Hemisphere grabbed) {
  return turns ? turned(camera, picture_step(step), grabbed) : panned(camera, picture_step(step));
}

CortexCamera zoomed_by(const QWheelEvent& event, const CortexCamera& camera, QPointF from_centre) {
  const double steps = event.angleDelta().y() / 120.0;
  return zoomed(camera, float(std::pow(kZoomAStep, steps)), picture_step(from_centre));
}

}  // namespace cortiscope
