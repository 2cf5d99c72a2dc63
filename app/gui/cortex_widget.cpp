#include "app/gui/cortex_widget.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "app/gui/cortex_overlay.h"
#include "app/gui/outline_draft.h"
#include "app/gui/pointer_drag.h"
#include "render/cortex_view.h"

namespace cortiscope {
namespace {

constexpr double kOnCorner = 9;      // as near to the first corner closes an outline
constexpr double kStrokeStep = 2.5;  // between the points of a stroke

/// The colour of text and lines over the cortex: readable on the background, not prominent.
QColor ink_on(Rgb8 background) {
  const bool is_dark = 2 * background.r + 5 * background.g + background.b < 8 * 128;
  return is_dark ? QColor(200, 204, 210) : QColor(70, 74, 80);
}

}  // namespace

struct CortexWidget::Private {
  CortexOverlay* overlay = nullptr;  // owned by Qt
  CortexView view;
  std::shared_ptr<const Cortex> cortex;
  CortexCamera home;  // where a double click goes
  QColor ink = ink_on({255, 255, 255});
  std::optional<CortexVertex> marked, pointed_at, hovered;
  std::vector<PinMark> pins;

  PointerDrag drag;
  Hemisphere grabbed = kLh;

  bool names_regions = false;
  bool are_names_old = true;  // they do not match what is seen

  bool is_drawing = false;
  OutlineDraft draft;  // in the view's plane
  QPointF pointer;     // while drawing
};

CortexWidget::CortexWidget(QWidget* parent) : GlCanvas(parent), d_(std::make_unique<Private>()) {
  setMouseTracking(true);
  setFocusPolicy(Qt::ClickFocus);  // a click takes the focus, and so the keys, from a field
  d_->overlay = new CortexOverlay(this);
  setAccessibleName(tr("Cortex"));
}

CortexWidget::~CortexWidget() { end_gl(); }

void CortexWidget::show_cortex(std::shared_ptr<const Cortex> cortex, SurfaceKind kind,
                               const std::array<std::vector<int>, 2>& focus) {
  d_->view.show(cortex, kind, focus);
  if (cortex != d_->cortex) {
    d_->marked = d_->pointed_at = std::nullopt;
    d_->pins.clear();
  }
  d_->cortex = std::move(cortex);
  d_->are_names_old = true;
  d_->draft.clear();
  redraw();
}

void CortexWidget::unfold(float at, const std::array<std::vector<int>, 2>& focus) {
  d_->view.unfold(at, focus);
  d_->are_names_old = true;
  redraw();
}

void CortexWidget::set_colors(const std::array<std::vector<Rgb8>, 2>& colors, ColorSteps steps,
                              const std::array<std::vector<bool>, 2>& hatched) {
  d_->view.set_colors(colors, steps);
  d_->view.set_hatched(hatched);
  redraw();
}

void CortexWidget::set_side(Side side) {
  d_->home = cortex_camera_from(side);
  set_camera(d_->home);
}

CortexCamera CortexWidget::camera() const { return d_->view.camera(); }

void CortexWidget::set_camera(const CortexCamera& camera) {
  if (camera == d_->view.camera()) return;
  d_->view.set_camera(camera);
  d_->are_names_old = true;
  redraw();
}

void CortexWidget::set_placing(Placing placing) {
  d_->view.set_placing(placing);
  d_->are_names_old = true;
  redraw();
}

void CortexWidget::set_region_lines(bool are_shown, bool are_named) {
  d_->view.set_region_lines(are_shown);
  d_->names_regions = are_named;
  d_->are_names_old = true;
  redraw();
}

void CortexWidget::set_regions(std::shared_ptr<const HemisphereRegions> regions) {
  d_->view.set_regions(std::move(regions));
  d_->are_names_old = true;
  redraw();
}

void CortexWidget::set_background(Rgb8 color) {
  d_->ink = ink_on(color);
  d_->are_names_old = true;
  d_->view.set_background(color);
  redraw();
}

void CortexWidget::mark(std::optional<CortexVertex> vertex) {
  d_->marked = vertex;
  update_overlay();
}

void CortexWidget::set_pins(std::vector<PinMark> pins) {
  d_->pins = std::move(pins);
  update_overlay();
}

void CortexWidget::point_at(std::optional<CortexVertex> vertex) {
  if (vertex == d_->pointed_at) return;
  d_->pointed_at = vertex;
  update_overlay();
}

bool CortexWidget::is_up_to_date() const { return is_frame_current() && d_->overlay->is_painted(); }

QSize CortexWidget::sizeHint() const { return {560, 420}; }
QSize CortexWidget::minimumSizeHint() const { return {220, 160}; }

void CortexWidget::draw_into(ExternalContextWindow* window) { d_->view.show_in(window); }

void CortexWidget::resize_frame(QSize pixels) {
  d_->view.set_size(pixels.width(), pixels.height(), devicePixelRatioF());
  d_->overlay->setGeometry(rect());
  d_->are_names_old = true;
  update_overlay();
}

void CortexWidget::draw_frame(int samples) { d_->view.render(samples); }

/// Updates marks, names and scale for the present view of the cortex.
void CortexWidget::update_overlay() {
  if (!d_->cortex || frame_size().isEmpty()) return;
  const auto place = [&](const std::optional<CortexVertex>& vertex) {
    return vertex ? d_->view.place_of(*vertex) : std::nullopt;
  };
  const auto at = [&](double x) {
    const Hemisphere h = d_->view.side_of(x);
    return (*d_->cortex)[h].vertex_count() > 0 ? std::optional(h) : std::nullopt;
  };
  CortexOverlay::Content content;
  content.marked = place(d_->marked);
  content.pointed_at = place(d_->pointed_at);
  for (const PinMark& pin : d_->pins) {
    const std::optional<SeenVertex> seen = d_->view.place_of(pin.vertex);
    const Rgb8 c = pin.color;
    if (seen)
      content.pins.push_back({*seen, QColor(c.r, c.g, c.b), QString::fromStdString(pin.name)});
  }
  content.at_left = at(0);
  content.at_right = at(frame_size().width());
  if (content.at_right == content.at_left) content.at_right.reset();
  content.mm_a_pixel = d_->view.mm_a_pixel();
  content.ink = d_->ink;
  if (d_->is_drawing && !d_->draft.is_empty()) {
    const auto pixel_of = [&](const Eigen::Vector2f& in_plane_mm) {
      const Eigen::Vector2d pixel = d_->view.pixel_of(in_plane_mm);
      return QPointF(pixel.x(), pixel.y());
    };
    CortexOverlay::Outline outline;
    for (const Eigen::Vector2f& point : d_->draft.points()) {
      outline.points.push_back(pixel_of(point));
    }
    for (const Eigen::Vector2f& corner : d_->draft.corners()) {
      outline.corners.push_back(pixel_of(corner));
    }
    if (underMouse()) outline.next = d_->pointer * devicePixelRatioF();
    outline.closes_here = outline.next && is_on_first_corner(d_->pointer);
    content.outline = outline;
  }
  d_->overlay->set_content(content);
  if (!d_->are_names_old) return;
  d_->are_names_old = false;
  d_->overlay->set_names(d_->names_regions ? d_->view.seen_regions() : std::vector<SeenRegion>());
}

/// The cortex changed.
void CortexWidget::redraw() {
  update_overlay();
  need_frame();
}

void CortexWidget::move_to(const CortexCamera& camera) {
  if (camera == d_->view.camera()) return;
  set_camera(camera);
  Q_EMIT camera_moved(camera);
}

void CortexWidget::hover(std::optional<CortexVertex> vertex) {
  if (vertex == d_->hovered) return;
  d_->hovered = vertex;
  Q_EMIT hovered(vertex);
}

std::optional<CortexVertex> CortexWidget::vertex_under(QPointF position) const {
  if (!d_->cortex || frame_size().isEmpty()) return std::nullopt;
  const QPointF pixel = position * devicePixelRatioF();
  return d_->view.vertex_at(std::floor(pixel.x()), std::floor(pixel.y()));
}

void CortexWidget::mousePressEvent(QMouseEvent* event) {
  if (!d_->drag.press(*event)) return;
  const double x = event->position().x() * devicePixelRatioF();
  d_->grabbed = d_->view.is_together() ? kLh : d_->view.side_of(x);  // of one camera, which is lh's
  if (d_->is_drawing && event->button() == Qt::LeftButton) press_drawing(event->position());
}

void CortexWidget::mouseMoveEvent(QMouseEvent* event) {
  const QPointF position = event->position();
  if (d_->is_drawing) {
    d_->pointer = position;
    update_overlay();
  }
  if (!d_->drag.is_held()) return hover(vertex_under(position));
  if (!d_->drag.move(position)) return;
  hover(std::nullopt);
  const bool is_left = d_->drag.button() == Qt::LeftButton;
  if (d_->is_drawing && is_left) return drag_drawing(position);
  const bool turns = is_left && !d_->view.is_flat();
  if (!turns) setCursor(Qt::ClosedHandCursor);
  move_to(dragged(camera(), d_->drag.step(position) / height(), turns, d_->grabbed));
}

void CortexWidget::mouseReleaseEvent(QMouseEvent* event) {
  if (!d_->drag.release(*event)) return;
  if (d_->is_drawing) {
    setCursor(Qt::CrossCursor);
    const bool ends_stroke = d_->drag.is_dragging() && event->button() == Qt::LeftButton;
    if (ends_stroke && is_on_first_corner(event->position())) close_outline();
    return;
  }
  unsetCursor();
  if (d_->drag.is_dragging() || event->button() != Qt::LeftButton) return;
  if (const auto vertex = vertex_under(event->position())) Q_EMIT picked(*vertex);
}

void CortexWidget::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (d_->is_drawing) {
    close_outline();  // its first click was the last corner
  } else {
    move_to(d_->home);
  }
}

void CortexWidget::wheelEvent(QWheelEvent* event) {
  const QPointF from_centre =
      (event->position() - QPointF(width() / 2.0, height() / 2.0)) / height();
  move_to(zoomed_by(*event, camera(), from_centre));
  event->accept();
}

void CortexWidget::leaveEvent(QEvent*) {
  hover(std::nullopt);
  if (d_->is_drawing) update_overlay();
}

void CortexWidget::set_drawing(bool is_drawing) {
  if (is_drawing == d_->is_drawing) return;
  assert(!is_drawing || d_->view.is_flat());
  d_->is_drawing = is_drawing;
  d_->draft.clear();
  if (is_drawing) {
    setFocus();  // for Return and Backspace
    setCursor(Qt::CrossCursor);
  } else {
    clearFocus();
    unsetCursor();
  }
  update_overlay();
}

bool CortexWidget::is_drawing() const { return d_->is_drawing; }

Eigen::Vector2f CortexWidget::plane_under(QPointF position) const {
  const QPointF pixel = position * devicePixelRatioF();
  return d_->view.plane_at(pixel.x(), pixel.y());
}

bool CortexWidget::is_on_first_corner(QPointF position) const {
  if (!d_->draft.can_close()) return false;
  const Eigen::Vector2d first = d_->view.pixel_of(d_->draft.points().front());
  const QPointF gone = position - QPointF(first.x(), first.y()) / devicePixelRatioF();
  return std::hypot(gone.x(), gone.y()) <= kOnCorner;
}

void CortexWidget::press_drawing(QPointF position) {
  d_->pointer = position;
  if (is_on_first_corner(position)) return close_outline();
  d_->draft.add_corner(plane_under(position));
  update_overlay();
}

void CortexWidget::drag_drawing(QPointF position) {
  const QPointF gone = d_->drag.gone(position);
  if (d_->draft.is_empty() || std::hypot(gone.x(), gone.y()) < kStrokeStep) return;
  d_->drag.step(position);
  d_->draft.drag_to(plane_under(position));
  update_overlay();
}

void CortexWidget::take_back() {
  d_->draft.take_back();
  update_overlay();
}

void CortexWidget::close_outline() {
  if (!d_->draft.can_close()) return;
  const std::vector<Eigen::Vector2f>& outline = d_->draft.points();
  const OutlinedVertices inside = d_->view.vertices_inside(outline);
  if (inside.vertices.empty()) {
    Q_EMIT outlined_nothing();
    return;
  }
  Eigen::Vector2f middle = {0, 0};
  for (const Eigen::Vector2f& point : outline) middle += point / float(outline.size());
  const Eigen::Vector2d pixel = d_->view.pixel_of(middle) / devicePixelRatioF();
  d_->draft.clear();
  update_overlay();
  Q_EMIT outlined(inside, QPoint(int(pixel.x()), int(pixel.y())));
}

void CortexWidget::keyPressEvent(QKeyEvent* event) {
  if (!d_->is_drawing) return GlCanvas::keyPressEvent(event);
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    close_outline();
  } else if (event->key() == Qt::Key_Backspace || event->matches(QKeySequence::Undo)) {
    take_back();
  } else {
    GlCanvas::keyPressEvent(event);
  }
}

/// While an outline is drawn, undo takes back its last point, not the window's last step.
bool CortexWidget::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && d_->is_drawing && !d_->draft.is_empty() &&
      static_cast<QKeyEvent*>(event)->matches(QKeySequence::Undo)) {
    event->accept();
    return true;
  }
  return GlCanvas::event(event);
}

}  // namespace cortiscope
