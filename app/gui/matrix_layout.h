#pragma once

#include <QFont>
#include <QRectF>
#include <optional>
#include <utility>
#include <vector>

#include "app/session/library.h"

namespace cortiscope {

/// Longer names of subjects take two lines; longer names of models are shortened. In pixels.
constexpr int kMostLabel = 92, kMostHead = 130;
constexpr int kHeadPad = 10;  ///< above and below the names of models

/// Where the library's matrix has its names, cells and groups of models, in pixels.
struct MatrixLayout {
  int label_width = 0;             ///< the names of subjects
  int band_height = 0;             ///< the names of groups, above those of models; 0: no groups
  int head_height = 0;             ///< both
  int rows = 0;                    ///< subjects
  int width = 0;                   ///< of all
  std::vector<int> lefts;          ///< of each column
  std::vector<ModelGroup> groups;  ///< in columns
  std::vector<int> group_widths;

  int columns() const { return int(lefts.size()); }
  QSize size() const;
  QRectF cell(int row, int column) const;
  QRectF band(std::size_t group) const;
  std::optional<int> row_at(QPointF position) const;
  std::optional<int> column_at(QPointF position) const;
  std::optional<std::size_t> band_at(QPointF position) const;
  /// Where a column may be dragged: the first and the last column that it can go before; the last
  /// is the end of its group, or of all.
  std::pair<int, int> gaps_of(int column) const;
  /// The x between columns, before one of them. @pre it is one of a column's gaps
  int gap_x(int gap, int column) const;
  /// The gap of a dragged column that is nearest.
  int column_gap_at(QPointF position, int column) const;
  int row_gap_at(QPointF position) const;
  int row_gap_y(int gap) const;
};

/// @param columns  the models that are shown, in the order of the library
MatrixLayout layout_of(const Library& library, const std::vector<LibraryModel>& columns,
                       QFont font);

}  // namespace cortiscope
