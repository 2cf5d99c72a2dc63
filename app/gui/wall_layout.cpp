#include "app/gui/wall_layout.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>
#include <utility>

namespace cortiscope {
namespace {

constexpr double kOnDivider = 8;
constexpr double kTitleMargin = 12;

}  // namespace

void WallLayout::set_grid(WallWidget::Grid grid) {
  grid_ = std::move(grid);
  parts_.clear();
  boxes_ = boxes_of(grid_, letters_, size_);
}

void WallLayout::show_parts(std::vector<WallWidget::Part> parts) { parts_ = std::move(parts); }

void WallLayout::fit_into(QSize size, const QFont& letters) {
  size_ = size;
  letters_ = letters;
  titles_high_ = 2 * QFontMetricsF(letters).height();
  boxes_ = boxes_of(grid_, letters, size);
}

std::optional<double> WallLayout::divider() const {
  if (parts_.size() < 2) return std::nullopt;
  return divider_share_ * size_.width();
}

void WallLayout::move_divider(double x) {
  divider_share_ = std::clamp(x / size_.width(), 0.0, 1.0);
}

bool WallLayout::is_on_divider(QPointF position) const {
  return divider() && std::abs(position.x() - *divider()) <= kOnDivider;
}

std::optional<std::size_t> WallLayout::cell_at(QPointF position) const {
  if (is_grid()) {
    const auto& boxes = boxes_.cells;
    const auto found = std::find_if(boxes.begin(), boxes.end(),
                                    [&](const QRectF& box) { return box.contains(position); });
    if (found == boxes.end()) return std::nullopt;
    return std::size_t(found - boxes.begin());
  }
  const bool is_right = parts_.size() == 2 && position.x() >= *divider();
  return parts_[is_right ? 1 : 0].cell;
}

/// Of the image of cells that are shown instead of the grid: below their titles.
QRectF WallLayout::whole_box() const {
  return {0, titles_high_, double(size_.width()), std::max(1.0, size_.height() - titles_high_)};
}

/// What is shown of that.
QRectF WallLayout::part_box(std::size_t part) const {
  QRectF box = whole_box();
  if (!divider()) return box;
  if (part == 0) {
    box.setRight(*divider());
  } else {
    box.setLeft(*divider());
  }
  return box;
}

std::vector<std::size_t> WallLayout::shown_cells() const {
  std::vector<std::size_t> cells;
  if (is_grid()) {
    for (std::size_t i = 0; i < boxes_.cells.size(); ++i) cells.push_back(i);
  }
  for (const WallWidget::Part& part : parts_) cells.push_back(part.cell);
  return cells;
}

std::vector<WallPane> WallLayout::panes(double pixel_ratio) const {
  const auto pixels = [&](const QRectF& box) {
    const int left = int(std::lround(box.left() * pixel_ratio));
    const int top = int(std::lround(box.top() * pixel_ratio));
    return PixelBox{left, top, int(std::lround(box.right() * pixel_ratio)) - left,
                    int(std::lround(box.bottom() * pixel_ratio)) - top};
  };
  std::vector<WallPane> panes;
  const std::vector<std::size_t> cells = shown_cells();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (!has_cortex(cells[i])) continue;
    const QRectF whole = box_of(cells[i]);
    panes.push_back({cells[i], pixels(whole), pixels(is_grid() ? whole : part_box(i))});
  }
  return panes;
}

WallOverlay::Content WallLayout::content() const {
  WallOverlay::Content content;
  content.divider = divider();
  if (is_grid()) content.texts = texts_of(grid_, boxes_);
  const std::vector<std::size_t> cells = shown_cells();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    WallOverlay::Cell cell;
    cell.box = is_grid() ? box_of(cells[i]) : part_box(i);
    cell.is_framed = is_grid();
    cell.note = grid_.cells[cells[i]].note;
    cell.has_cortex = has_cortex(cells[i]);
    content.cells.push_back(cell);
    if (is_grid()) continue;
    const QRectF title(cell.box.left() + kTitleMargin, 0, cell.box.width() - 2 * kTitleMargin,
                       titles_high_);
    content.texts.push_back({title, parts_[i].title, {}, false, true});
  }
  return content;
}

}  // namespace cortiscope
