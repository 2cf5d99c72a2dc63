#pragma once

#include <QPointF>

class QColor;
class QPainter;

namespace cortiscope {

// Marks of vertices over a drawn cortex, visible on any colour.

/// Around a picked vertex; dashed where a fold hides it.
void paint_ring(QPainter& painter, QPointF at, bool is_hidden);

/// Around a pinned vertex, in the pin's colour; dashed where a fold hides it.
void paint_pin_ring(QPainter& painter, QPointF at, const QColor& color, bool is_hidden);

/// On a vertex that the pointer is on in another view; hollow where a fold hides it.
void paint_dot(QPainter& painter, QPointF at, bool is_hidden);

}  // namespace cortiscope
