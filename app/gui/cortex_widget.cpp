#include "app/gui/cortex_widget.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QWheelEvent>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

#include "app/gui/cortex_overlay.h"
#include "app/gui/outline_tool.h"
#include "app/gui/pointer_drag.h"
#include "render/cortex_view.h"

namespace cortiscope {
namespace {

/// The colour of text and lines over the cortex: readable on the background, not prominent.
QColor ink_on(Rgb8 background) {
  const bool is_dark = 2 * background.r + 5 * background.g + background.b < 8 * 128;
  return is_dark ? QColor(200, 204, 210) : QColor(70, 74, 80);
}

}  // namespace

struct CortexWidget::Private {
  explicit Private(const CortexWidget& widget) : outline(widget, view) {}

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

  OutlineTool outline;  // active while the user draws
};

CortexWidget::CortexWidget(QWidget* parent)
    : GlCanvas(parent), d_(std::make_unique<Private>(*this)) {
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
  d_->outline.clear();
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
  content.outline = d_->outline.shown();
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
  if (d_->outline.is_active() && event->button() == Qt::LeftButton) {
    press_drawing(event->position());
  }
}

void CortexWidget::mouseMoveEvent(QMouseEvent* event) {
  const QPointF position = event->position();
  if (d_->outline.is_active()) {
    d_->outline.set_pointer(position);
    update_overlay();
  }
  if (!d_->drag.is_held()) return hover(vertex_under(position));
  if (!d_->drag.move(position)) return;
  hover(std::nullopt);
  const bool is_left = d_->drag.button() == Qt::LeftButton;
  if (d_->outline.is_active() && is_left) {
    if (d_->outline.drag(d_->drag, position)) update_overlay();
    return;
  }
  const bool turns = is_left && !d_->view.is_flat();
  if (!turns) setCursor(Qt::ClosedHandCursor);
  move_to(dragged(camera(), d_->drag.step(position) / height(), turns, d_->grabbed));
}

void CortexWidget::mouseReleaseEvent(QMouseEvent* event) {
  if (!d_->drag.release(*event)) return;
  if (d_->outline.is_active()) {
    setCursor(Qt::CrossCursor);
    const bool ends_stroke = d_->drag.is_dragging() && event->button() == Qt::LeftButton;
    if (ends_stroke && d_->outline.is_on_first_corner(event->position())) close_outline();
    return;
  }
  unsetCursor();
  if (d_->drag.is_dragging() || event->button() != Qt::LeftButton) return;
  if (const auto vertex = vertex_under(event->position())) Q_EMIT picked(*vertex);
}

void CortexWidget::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (d_->outline.is_active()) {
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
  if (d_->outline.is_active()) update_overlay();
}

void CortexWidget::set_drawing(bool is_drawing) {
  if (is_drawing == d_->outline.is_active()) return;
  assert(!is_drawing || d_->view.is_flat());
  d_->outline.set_active(is_drawing);
  if (is_drawing) {
    setFocus();  // for Return and Backspace
    setCursor(Qt::CrossCursor);
  } else {
    clearFocus();
    unsetCursor();
  }
  update_overlay();
}

bool CortexWidget::is_drawing() const { return d_->outline.is_active(); }

void CortexWidget::press_drawing(QPointF position) {
  d_->outline.set_pointer(position);
  if (d_->outline.is_on_first_corner(position)) return close_outline();
  d_->outline.add_corner(position);
  update_overlay();
}

void CortexWidget::take_back() {
  d_->outline.take_back();
  update_overlay();
}

void CortexWidget::close_outline() {
  const std::optional<OutlineTool::Closed> closed = d_->outline.close();
  if (!closed) return;
  if (closed->inside.vertices.empty()) {
    Q_EMIT outlined_nothing();
    return;
  }
  update_overlay();
  Q_EMIT outlined(closed->inside, closed->middle);
}

void CortexWidget::keyPressEvent(QKeyEvent* event) {
  if (!d_->outline.is_active()) return GlCanvas::keyPressEvent(event);
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
  if (event->type() == QEvent::ShortcutOverride && d_->outline.is_active() &&
      !d_->outline.is_empty() && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Undo)) {
    event->accept();
    return true;
  }
  return GlCanvas::event(event);
}

}  // namespace cortiscope
