#pragma once

#include <QFont>
#include <QRectF>
#include <QSize>
#include <vector>

#include "app/gui/wall_overlay.h"
#include "app/gui/wall_widget.h"

namespace cortiscope {

/// Where the parts of a wall's grid lie in its widget.
struct GridBoxes {
  std::vector<QRectF> columns, rows;  ///< of their names: above and left of the cells
  std::vector<QRectF> cells;          ///< row by row
};

/// Cells as large as the size allows, all alike.
/// @param letters  in which the names are written
GridBoxes boxes_of(const WallWidget::Grid& grid, const QFont& letters, QSize size);

/// The names of rows and columns in their boxes.
std::vector<WallOverlay::Text> texts_of(const WallWidget::Grid& grid, const GridBoxes& boxes);

}  // namespace cortiscope
