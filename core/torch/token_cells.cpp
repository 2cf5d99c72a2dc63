#include "core/torch/token_cells.h"

#include <algorithm>

namespace cortiscope {

template <class T>
CellPlace<T> place_in_cell(const T* space, int rows, int columns) {
  const T x = space[0] * (columns / T(2)) + (columns - 1) / T(2);
  const T y = space[1] * (rows / T(2)) + (rows - 1) / T(2);
  // -1 where x is below 0 or NaN; a NaN also makes the loss NaN, which is reported.
  const int left = x >= 0 ? int(x) : -1, top = y >= 0 ? int(y) : -1;
  return {left, top, x - T(left), y - T(top)};
}

template <class T>
CellOrder sort_by_cell(const Array<T>& space, int rows, int columns, int block_size) {
  const int vertex_count = int(space.rows());
  std::vector<std::vector<int>> cells(std::size_t(rows + 1) * (columns + 1));
  for (int vertex = 0; vertex < vertex_count; ++vertex) {
    const CellPlace<T> place = place_in_cell(space.row(vertex), rows, columns);
    cells[std::size_t(place.row + 1) * (columns + 1) + place.column + 1].push_back(vertex);
  }
  CellOrder order;
  order.vertices.reserve(vertex_count);
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const int top = int(cell) / (columns + 1) - 1, left = int(cell) % (columns + 1) - 1;
    CellBlock block;
    for (int corner = 0; corner < 4; ++corner) {
      const int row = top + corner / 2, column = left + corner % 2;
      if (row < 0 || row >= rows || column < 0 || column >= columns) continue;
      block.corners.push_back(corner);
      block.tokens.push_back(row * columns + column);
    }
    const int size = int(cells[cell].size());
    const int parts = (size + block_size - 1) / block_size;
    for (int part = 0; part < parts; ++part) {
      const int from = int(std::int64_t(size) * part / parts);
      block.first = int(order.vertices.size()) + from;
      block.count = int(std::int64_t(size) * (part + 1) / parts) - from;
      order.blocks.push_back(block);
    }
    order.vertices.insert(order.vertices.end(), cells[cell].begin(), cells[cell].end());
  }
  return order;
}

template CellPlace<float> place_in_cell(const float*, int, int);
template CellPlace<double> place_in_cell(const double*, int, int);
template CellOrder sort_by_cell(const Array<float>&, int, int, int);
template CellOrder sort_by_cell(const Array<double>&, int, int, int);

}  // namespace cortiscope
