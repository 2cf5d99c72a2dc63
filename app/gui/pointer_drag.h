#pragma once

#include <QPointF>

#include "core/data/cortex.h"
#include "render/cortex_camera.h"

class QMouseEvent;
class QWheelEvent;

namespace cortiscope {

/// A mouse button that is held over a widget, and the drag that it becomes once the pointer has
/// moved far enough.
class PointerDrag {
 public:
  /// @return  false: another button is held, and this one is ignored
  bool press(const QMouseEvent& event);
  /// @return  false: it is not the button that is held
  bool release(const QMouseEvent& event);
  bool is_held() const { return button_ != Qt::NoButton; }
  Qt::MouseButton button() const { return button_; }

  /// @return  whether this is a drag by now
  bool move(QPointF to);
  /// Whether the button that is held, or was held last, has dragged.
  bool is_dragging() const { return is_dragging_; }

  /// How far the pointer is from where step() was called last, or the button pressed.
  QPointF gone(QPointF to) const { return to - stepped_to_; }
  /// The same, and goes on from there.
  QPointF step(QPointF to);

 private:
  Qt::MouseButton button_ = Qt::NoButton;
  QPointF pressed_at_, stepped_to_;
  bool is_dragging_ = false;
};

/// A camera after a step of a drag.
/// @param step   in heights of the image
/// @param turns  the cortex, by the hemisphere that was grabbed; otherwise the image is moved
CortexCamera dragged(const CortexCamera& camera, QPointF step, bool turns, Hemisphere grabbed);

/// A camera after the wheel was turned: zoomed to the pointer.
/// @param from_centre  where the pointer is, in heights of the image
CortexCamera zoomed_by(const QWheelEvent& event, const CortexCamera& camera, QPointF from_centre);

}  // namespace cortiscope
