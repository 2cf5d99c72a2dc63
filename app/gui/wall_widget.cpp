#include "app/gui/wall_widget.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/gui/pointer_drag.h"
#include "app/gui/text.h"
#include "app/gui/wall_layout.h"
#include "app/gui/wall_overlay.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

// Lines are thinner in tiles that are less high than this, down to a share.
constexpr double kWholeLinesHigh = 360, kThinnest = 0.5;
constexpr double kLeastLinedHigh = 90;  // outlines would hide the map of smaller tiles

}  // namespace

struct WallWidget::Private {
  WallOverlay* overlay = nullptr;  // owned by Qt
  CortexWall wall;
  WallLayout layout;
  bool shows_lines = false;  // of regions, in tiles that are large enough
  std::optional<std::size_t> chosen, a, b;
  std::vector<std::optional<CortexVertex>> marked, pointed_at;
  std::optional<WallVertex> hovered;

  PointerDrag drag;
  double pressed_height = 0;  // of what was pressed: a cell or the whole; 0 between cells
  bool drags_divider = false;
  Hemisphere grabbed = kLh;
};

WallWidget::WallWidget(QWidget* parent) : GlCanvas(parent), d_(std::make_unique<Private>()) {
  setMouseTracking(true);
  setFocusPolicy(Qt::ClickFocus);
  d_->overlay = new WallOverlay(this);
  setAccessibleName(tr("Wall of cortices"));
}

WallWidget::~WallWidget() { end_gl(); }

QSize WallWidget::sizeHint() const { return {900, 600}; }
QSize WallWidget::minimumSizeHint() const { return {220, 96}; }

void WallWidget::set_grid(Grid grid) {
  const Grid& before = d_->layout.grid();
  d_->wall.set_tile_count(grid.cells.size());
  for (std::size_t i = 0; i < grid.cells.size(); ++i) {
    const std::shared_ptr<const Subject> subject = grid.cells[i].subject;
    const bool is_same =
        i < before.cells.size() && before.cells[i].subject == subject && before.form == grid.form;
    if (subject) d_->wall.tile(i).set_placing(grid.placing);
    if (!subject || is_same) continue;
    const bool is_flat = grid.form == SurfaceKind::kFlat;
    try {
      d_->wall.tile(i).show(std::shared_ptr<const Cortex>(subject, &subject->cortex), grid.form,
                            is_flat ? subject->vertices : std::array<std::vector<int>, 2>());
    } catch (const Error& error) {
      grid.cells[i] = {nullptr, QString::fromUtf8(error.what())};
    }
  }
  d_->marked.assign(grid.cells.size(), std::nullopt);
  d_->pointed_at = d_->marked;
  d_->layout.set_grid(std::move(grid));
  d_->chosen = d_->a = d_->b = std::nullopt;
  d_->hovered.reset();
  place_cells();
}

bool WallWidget::draws(std::size_t cell) const { return d_->layout.has_cortex(cell); }

void WallWidget::set_colors(std::size_t cell, const std::array<std::vector<Rgb8>, 2>& colors,
                            ColorSteps steps, const std::array<std::vector<bool>, 2>& hatched) {
  d_->wall.tile(cell).set_colors(colors, steps);
  d_->wall.tile(cell).set_hatched(hatched);
  need_frame();
}

void WallWidget::set_regions(std::size_t cell, std::shared_ptr<const HemisphereRegions> regions) {
  d_->wall.tile(cell).set_regions(std::move(regions));
  need_frame();
}

void WallWidget::set_region_lines(bool are_shown) {
  d_->shows_lines = are_shown;
  place_cells();
}

void WallWidget::show_grid() {
  d_->layout.show_parts({});
  place_cells();
}

void WallWidget::show_alone(const Part& part) {
  d_->layout.show_parts({part});
  place_cells();
}

void WallWidget::show_both(const Part& left, const Part& right) {
  d_->layout.show_parts({left, right});
  place_cells();
}

bool WallWidget::is_grid() const { return d_->layout.is_grid(); }

void WallWidget::set_camera(const CortexCamera& camera) {
  if (camera == d_->wall.camera()) return;
  d_->wall.set_camera(camera);
  update_overlay();
  need_frame();
}

const CortexCamera& WallWidget::camera() const { return d_->wall.camera(); }

void WallWidget::set_background(Rgb8 color) {
  d_->wall.set_background(color);
  need_frame();
}

void WallWidget::choose(std::optional<std::size_t> cell) {
  d_->chosen = cell;
  update_overlay();
}

void WallWidget::set_letters(std::optional<std::size_t> a, std::optional<std::size_t> b) {
  d_->a = a;
  d_->b = b;
  update_overlay();
}

void WallWidget::mark(std::vector<std::optional<CortexVertex>> vertices) {
  d_->marked = std::move(vertices);
  update_overlay();
}

void WallWidget::point_at(std::vector<std::optional<CortexVertex>> vertices) {
  d_->pointed_at = std::move(vertices);
  update_overlay();
}

QRect WallWidget::cell_box(std::size_t cell) const {
  for (const WallPane& pane : d_->wall.panes()) {
    if (pane.tile == cell) {
      const double ratio = devicePixelRatioF();
      return QRectF(pane.shown.x / ratio, pane.shown.y / ratio, pane.shown.width / ratio,
                    pane.shown.height / ratio)
          .toAlignedRect();
    }
  }
  return {};
}

std::optional<double> WallWidget::divider() const { return d_->layout.divider(); }

std::optional<QPointF> WallWidget::place_of(WallVertex vertex) const {
  const auto seen = d_->wall.place_of(vertex);
  if (!seen) return std::nullopt;
  return QPointF(seen->pixel.x(), seen->pixel.y()) / devicePixelRatioF();
}

bool WallWidget::is_up_to_date() const { return is_frame_current() && d_->overlay->is_painted(); }

void WallWidget::draw_into(ExternalContextWindow* window) { d_->wall.show_in(window); }

void WallWidget::resize_frame(QSize) {
  d_->overlay->setGeometry(rect());
  place_cells();
}

void WallWidget::draw_frame(int samples) { d_->wall.render(samples); }

/// Puts the tiles where they are shown now, and draws them.
void WallWidget::place_cells() {
  if (frame_size().isEmpty()) return;
  const double ratio = devicePixelRatioF();
  d_->layout.fit_into(size(), font());
  std::vector<WallPane> panes = d_->layout.panes(ratio);
  const double high = panes.empty() ? kWholeLinesHigh : panes.front().box.height / ratio;
  for (std::size_t i = 0; i < d_->wall.tile_count(); ++i) {
    d_->wall.tile(i).set_region_lines(d_->shows_lines && high >= kLeastLinedHigh);
  }
  const double line_share = std::clamp(high / kWholeLinesHigh, kThinnest, 1.0);
  d_->wall.place(frame_size().width(), frame_size().height(), ratio * line_share, std::move(panes));
  update_overlay();
  need_frame();
}

void WallWidget::update_overlay() {
  if (frame_size().isEmpty()) return;
  const auto seen = [&](std::size_t cell, const std::optional<CortexVertex>& vertex) {
    return vertex ? d_->wall.place_of({cell, *vertex}) : std::nullopt;
  };
  WallOverlay::Content content = d_->layout.content();
  const std::vector<std::size_t> cells = d_->layout.shown_cells();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    WallOverlay::Cell& shown = content.cells[i];
    shown.marked = seen(cells[i], d_->marked[cells[i]]);
    shown.pointed_at = seen(cells[i], d_->pointed_at[cells[i]]);
    if (!is_grid()) continue;
    shown.is_chosen = cells[i] == d_->chosen;
    if (cells[i] == d_->a) shown.letter += QLatin1Char('A');
    if (cells[i] == d_->b) shown.letter += QLatin1Char('B');
  }
  d_->overlay->set_content(std::move(content));
}

void WallWidget::move_to(const CortexCamera& camera) {
  if (camera == d_->wall.camera()) return;
  set_camera(camera);
  Q_EMIT camera_moved(camera);
}

void WallWidget::hover(std::optional<WallVertex> vertex) {
  const auto is_same = [&] {
    if (vertex.has_value() != d_->hovered.has_value()) return false;
    return !vertex || (vertex->tile == d_->hovered->tile && vertex->vertex == d_->hovered->vertex);
  };
  if (is_same()) return;
  d_->hovered = vertex;
  Q_EMIT hovered(vertex);
}

std::optional<WallVertex> WallWidget::vertex_under(QPointF position) const {
  const QPointF pixel = position * devicePixelRatioF();
  return d_->wall.vertex_at(std::floor(pixel.x()), std::floor(pixel.y()));
}

void WallWidget::mousePressEvent(QMouseEvent* event) {
  if (!d_->drag.press(*event)) return;
  d_->drags_divider =
      event->button() == Qt::LeftButton && d_->layout.is_on_divider(event->position());
  const std::optional<std::size_t> cell = d_->layout.cell_at(event->position());
  d_->pressed_height = cell ? d_->layout.box_of(*cell).height() : 0;
  const QPointF pixel = event->position() * devicePixelRatioF();
  if (const WallPane* pane = d_->wall.pane_at(pixel.x(), pixel.y())) {
    const CortexView& view = d_->wall.tile(pane->tile);
    d_->grabbed = view.is_together() ? kLh : view.side_of(pixel.x() - pane->box.x);
  }
}

void WallWidget::mouseMoveEvent(QMouseEvent* event) {
  const QPointF position = event->position();
  if (!d_->drag.is_held()) {
    if (d_->layout.is_on_divider(position)) {
      setCursor(Qt::SplitHCursor);
    } else {
      unsetCursor();
    }
    hover(vertex_under(position));
    return;
  }
  if (!d_->drag.move(position)) return;
  hover(std::nullopt);
  if (d_->drags_divider) {
    d_->layout.move_divider(position.x());
    place_cells();
    return;
  }
  if (d_->pressed_height == 0) return;
  const bool turns =
      d_->drag.button() == Qt::LeftButton && d_->layout.grid().form != SurfaceKind::kFlat;
  if (!turns) setCursor(Qt::ClosedHandCursor);
  move_to(dragged(camera(), d_->drag.step(position) / d_->pressed_height, turns, d_->grabbed));
}

void WallWidget::mouseReleaseEvent(QMouseEvent* event) {
  if (!d_->drag.release(*event)) return;
  unsetCursor();
  if (d_->drag.is_dragging() || d_->drags_divider || event->button() != Qt::LeftButton) return;
  const std::optional<std::size_t> cell = d_->layout.cell_at(event->position());
  if (!cell) return;
  const auto vertex = vertex_under(event->position());
  Q_EMIT picked(*cell, vertex ? std::optional(vertex->vertex) : std::nullopt);
}

void WallWidget::mouseDoubleClickEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || d_->layout.is_on_divider(event->position())) return;
  if (const auto cell = d_->layout.cell_at(event->position())) Q_EMIT double_clicked(*cell);
}

void WallWidget::wheelEvent(QWheelEvent* event) {
  event->accept();
  const std::optional<std::size_t> cell = d_->layout.cell_at(event->position());
  if (!cell) return;
  const QRectF box = d_->layout.box_of(*cell);
  const QPointF from_centre = (event->position() - box.center()) / box.height();
  move_to(zoomed_by(*event, camera(), from_centre));
}

void WallWidget::leaveEvent(QEvent*) { hover(std::nullopt); }

/// The whole text under the pointer: it may be shortened where it is shown.
QString WallWidget::text_at(QPointF position) const {
  for (const WallOverlay::Text& text : d_->overlay->content().texts) {
    if (!text.box.contains(position)) continue;
    return text.note.isEmpty() ? text.name : text.name + QStringLiteral("\n") + text.note;
  }
  for (const WallOverlay::Cell& cell : d_->overlay->content().cells) {
    if (cell.box.contains(position)) return cell.note;
  }
  return {};
}

bool WallWidget::event(QEvent* event) {
  if (event->type() == QEvent::ToolTip) {
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = text_at(help->pos());
    QToolTip::showText(help->globalPos(), text.isEmpty() ? text : plain_tool_tip(text), this);
    return true;
  }
  return GlCanvas::event(event);
}

}  // namespace cortiscope
