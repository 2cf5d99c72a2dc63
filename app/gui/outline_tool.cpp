#include "app/gui/outline_tool.h"

#include <cmath>

#include "app/gui/pointer_drag.h"

namespace cortiscope {
namespace {

constexpr double kOnCorner = 9;      // as near to the first corner closes an outline
constexpr double kStrokeStep = 2.5;  // between the points of a stroke

}  // namespace

void OutlineTool::set_active(bool is_active) {
  is_active_ = is_active;
  draft_.clear();
}

bool OutlineTool::is_on_first_corner(QPointF position) const {
  if (!draft_.can_close()) return false;
  const QPointF gone = position - pixel_of(draft_.points().front()) / widget_.devicePixelRatioF();
  return std::hypot(gone.x(), gone.y()) <= kOnCorner;
}

void OutlineTool::add_corner(QPointF position) { draft_.add_corner(plane_under(position)); }

bool OutlineTool::drag(PointerDrag& drag, QPointF position) {
  const QPointF gone = drag.gone(position);
  if (draft_.is_empty() || std::hypot(gone.x(), gone.y()) < kStrokeStep) return false;
  drag.step(position);
  draft_.drag_to(plane_under(position));
  return true;
}

std::optional<OutlineTool::Closed> OutlineTool::close() {
  if (!draft_.can_close()) return std::nullopt;
  const std::vector<Eigen::Vector2f>& points = draft_.points();
  Closed closed;
  closed.inside = view_.vertices_inside(points);
  Eigen::Vector2f middle = {0, 0};
  for (const Eigen::Vector2f& point : points) middle += point / float(points.size());
  const QPointF pixel = pixel_of(middle) / widget_.devicePixelRatioF();
  closed.middle = QPoint(int(pixel.x()), int(pixel.y()));
  if (!closed.inside.vertices.empty()) draft_.clear();
  return closed;
}

std::optional<CortexOverlay::Outline> OutlineTool::shown() const {
  if (!is_active_ || draft_.is_empty()) return std::nullopt;
  CortexOverlay::Outline outline;
  for (const Eigen::Vector2f& point : draft_.points()) outline.points.push_back(pixel_of(point));
  for (const Eigen::Vector2f& corner : draft_.corners()) {
    outline.corners.push_back(pixel_of(corner));
  }
  if (widget_.underMouse()) outline.next = pointer_ * widget_.devicePixelRatioF();
  outline.closes_here = outline.next && is_on_first_corner(pointer_);
  return outline;
}

Eigen::Vector2f OutlineTool::plane_under(QPointF position) const {
  const QPointF pixel = position * widget_.devicePixelRatioF();
  return view_.plane_at(pixel.x(), pixel.y());
}

/// In device pixels.
QPointF OutlineTool::pixel_of(const Eigen::Vector2f& in_plane_mm) const {
  const Eigen::Vector2d pixel = view_.pixel_of(in_plane_mm);
  return {pixel.x(), pixel.y()};
}

}  // namespace cortiscope
