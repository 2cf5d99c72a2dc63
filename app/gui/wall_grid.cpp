#include "app/gui/wall_grid.h"

#include <QFontMetricsF>
#include <algorithm>

namespace cortiscope {
namespace {

constexpr double kGap = 4, kMargin = 8;
constexpr double kLeastNames = 56, kMostNames = 130;  // width of the rows' names

double width_of_names(const std::vector<WallWidget::Label>& rows, const QFontMetricsF& letters) {
  double width = kLeastNames;
  for (const WallWidget::Label& row : rows) {
    width =
        std::max({width, letters.horizontalAdvance(row.name), letters.horizontalAdvance(row.note)});
  }
  return std::min(width, kMostNames) + kMargin;
}

}  // namespace

GridBoxes boxes_of(const WallWidget::Grid& grid, const QFont& letters, QSize size) {
  GridBoxes boxes;
  const std::size_t columns = grid.columns.size(), rows = grid.rows.size();
  if (columns == 0 || rows == 0) return boxes;
  const QFontMetricsF metrics(letters);
  const double left = kMargin + width_of_names(grid.rows, metrics);
  const double top = kMargin + 3 * metrics.height();  // two lines and a note
  const double wide = std::max(1.0, (size.width() - kMargin - left) / double(columns) - kGap);
  const double high = std::max(1.0, (size.height() - kMargin - top) / double(rows) - kGap);
  const auto x_of = [&](std::size_t column) { return left + double(column) * (wide + kGap); };
  const auto y_of = [&](std::size_t row) { return top + double(row) * (high + kGap); };
  for (std::size_t c = 0; c < columns; ++c) {
    boxes.columns.emplace_back(x_of(c), kMargin / 2, wide, top - kMargin);
  }
  for (std::size_t r = 0; r < rows; ++r) {
    boxes.rows.emplace_back(kMargin, y_of(r), left - 2 * kMargin, high);
    for (std::size_t c = 0; c < columns; ++c) {
      boxes.cells.emplace_back(x_of(c), y_of(r), wide, high);
    }
  }
  return boxes;
}

std::vector<WallOverlay::Text> texts_of(const WallWidget::Grid& grid, const GridBoxes& boxes) {
  std::vector<WallOverlay::Text> texts;
  for (std::size_t c = 0; c < boxes.columns.size(); ++c) {
    texts.push_back({boxes.columns[c], grid.columns[c].name, grid.columns[c].note, true, true});
  }
  for (std::size_t r = 0; r < boxes.rows.size(); ++r) {
    texts.push_back({boxes.rows[r], grid.rows[r].name, grid.rows[r].note, false, false});
  }
  return texts;
}

}  // namespace cortiscope
