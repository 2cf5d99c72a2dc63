#include "app/gui/matrix_layout.h"

#include <QFontMetrics>
#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr int kWidth = 28;  // of a cell
constexpr int kHeight = 34;
constexpr int kMargin = 4;
constexpr int kGroupGap = 8;    // between groups
constexpr int kRoomyBand = 84;  // of a group of few models, so that its name can be read

template <class List>
int longest_name(const List& list, const QFontMetrics& metrics) {
  int longest = 0;
  for (const auto& each : list) {
    longest = std::max(longest, metrics.horizontalAdvance(text_of(each.name)));
  }
  return longest;
}

/// Places the columns, those of a group beside one another.
void place_columns(MatrixLayout& layout, std::size_t count, const QFontMetrics& metrics) {
  std::size_t group = 0;
  int x = layout.label_width, group_end = x;
  for (std::size_t column = 0; column < count; ++column) {
    if (group < layout.groups.size() && layout.groups[group].first == int(column)) {
      x = std::max(x, group_end) + (column > 0 ? kGroupGap : 0);
      const int name = metrics.horizontalAdvance(text_of(layout.groups[group].name)) + 12;
      const int wide = std::max(layout.groups[group].count * kWidth, std::min(name, kRoomyBand));
      layout.group_widths.push_back(wide);
      group_end = x + wide;
      ++group;
    }
    layout.lefts.push_back(x);
    x += kWidth;
  }
  layout.width = std::max(x, group_end) + kMargin;
}

}  // namespace

MatrixLayout layout_of(const Library& library, const std::vector<LibraryModel>& columns,
                       QFont font) {
  const QFontMetrics metrics(font);
  font.setBold(true);  // the names of the chosen row and column, the widest form of a name
  const QFontMetrics chosen(font);
  MatrixLayout layout;
  layout.rows = int(library.subjects().size());
  layout.label_width = std::min(longest_name(library.subjects(), chosen), kMostLabel) + 12;
  layout.groups = groups_of(columns, library.grouping());
  if (!layout.groups.empty()) layout.band_height = metrics.height() + 6;
  layout.head_height =
      layout.band_height + std::min(longest_name(columns, chosen), kMostHead) + 2 * kHeadPad;
  place_columns(layout, columns.size(), metrics);
  return layout;
}

QSize MatrixLayout::size() const { return {width, head_height + kHeight * rows + kMargin}; }

QRectF MatrixLayout::cell(int row, int column) const {
  return QRectF(lefts[std::size_t(column)], head_height + row * kHeight, kWidth, kHeight);
}

QRectF MatrixLayout::band(std::size_t group) const {
  const int left = lefts[std::size_t(groups[group].first)];
  return QRectF(left, 1, group_widths[group], band_height - 2);
}

std::optional<int> MatrixLayout::row_at(QPointF position) const {
  const int row = int(std::floor((position.y() - head_height) / kHeight));
  return row >= 0 && row < rows ? std::optional(row) : std::nullopt;
}

std::optional<int> MatrixLayout::column_at(QPointF position) const {
  for (int column = 0; column < columns(); ++column) {
    const int left = lefts[std::size_t(column)];
    if (position.x() >= left && position.x() < left + kWidth) return column;
  }
  return std::nullopt;
}

std::optional<std::size_t> MatrixLayout::band_at(QPointF position) const {
  for (std::size_t group = 0; group < groups.size(); ++group) {
    if (band(group).contains(position)) return group;
  }
  return std::nullopt;
}

std::pair<int, int> MatrixLayout::gaps_of(int column) const {
  for (const ModelGroup& group : groups) {
    const int end = group.first + group.count;
    if (column >= group.first && column < end) return {group.first, end};
  }
  return {0, columns()};
}

int MatrixLayout::gap_x(int gap, int column) const {
  const bool is_end = gap == gaps_of(column).second;
  return is_end ? lefts[std::size_t(gap) - 1] + kWidth : lefts[std::size_t(gap)];
}

int MatrixLayout::column_gap_at(QPointF position, int column) const {
  const auto [first, last] = gaps_of(column);
  int nearest = first;
  for (int gap = first; gap <= last; ++gap) {
    const auto distance = [&](int each) { return std::abs(position.x() - gap_x(each, column)); };
    if (distance(gap) < distance(nearest)) nearest = gap;
  }
  return nearest;
}

int MatrixLayout::row_gap_at(QPointF position) const {
  return std::clamp(int(std::lround((position.y() - head_height) / kHeight)), 0, rows);
}

int MatrixLayout::row_gap_y(int gap) const { return head_height + gap * kHeight; }

}  // namespace cortiscope
