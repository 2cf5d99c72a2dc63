#pragma once

#include <QFont>
#include <QPointF>
#include <QRectF>
#include <QSize>
#include <optional>
#include <vector>

#include "app/gui/wall_grid.h"
#include "app/gui/wall_overlay.h"
#include "app/gui/wall_widget.h"
#include "render/cortex_wall.h"

namespace cortiscope {

/// Where the cells of a wall lie in its widget: in a grid, or instead of it one alone, or two on
/// either side of a divider. Lengths are in the widget's pixels.
class WallLayout {
 public:
  /// Of the grid; nothing is shown instead of it.
  void set_grid(WallWidget::Grid grid);
  const WallWidget::Grid& grid() const { return grid_; }
  bool has_cortex(std::size_t cell) const { return grid_.cells[cell].subject != nullptr; }

  /// At most two, from left to right; none: the grid.
  void show_parts(std::vector<WallWidget::Part> parts);
  bool is_grid() const { return parts_.empty(); }

  /// @param letters  in which names and titles are written
  void fit_into(QSize size, const QFont& letters);

  /// The position of the divider; absent unless two cells are shown instead of the grid.
  std::optional<double> divider() const;
  void move_divider(double x);
  bool is_on_divider(QPointF position) const;

  std::optional<std::size_t> cell_at(QPointF position) const;
  /// Of a cell's whole image, which may be shown in part.
  QRectF box_of(std::size_t cell) const { return is_grid() ? boxes_.cells[cell] : whole_box(); }

  /// Those that are shown, in the order of the content's.
  std::vector<std::size_t> shown_cells() const;
  /// Of those with a cortex. @param pixel_ratio  pixels of the drawing a pixel of the widget
  std::vector<WallPane> panes(double pixel_ratio) const;
  /// Names, titles, notes and the divider, without marks of cells and vertices.
  WallOverlay::Content content() const;

 private:
  QRectF whole_box() const;
  QRectF part_box(std::size_t part) const;

  WallWidget::Grid grid_;
  std::vector<WallWidget::Part> parts_;
  GridBoxes boxes_;
  QSize size_ = {0, 0};
  QFont letters_;
  double titles_high_ = 0;      // over parts
  double divider_share_ = 0.5;  // of the width
};

}  // namespace cortiscope
