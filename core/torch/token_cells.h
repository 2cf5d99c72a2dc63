#pragma once

#include <cstdint>
#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// Vertices whose receptive field falls between the same four token centres read the same four
/// tokens of every layer: sorted by such cells, selection and read-out become dense matrix
/// products.
///
/// One block of vertices that share a cell.
struct CellBlock {
  int first = 0;  ///< in CellOrder::vertices
  int count = 0;
  /// The corners of the cell that lie in the grid, in the order top left, top right, bottom left,
  /// bottom right: which of the four, and its token, row * W + column.
  std::vector<int> corners;
  std::vector<int> tokens;
};

/// All vertices, sorted by cell.
struct CellOrder {
  std::vector<int> vertices;      ///< (N)
  std::vector<CellBlock> blocks;  ///< each of at most the requested size
};

/// The position of a vertex in its cell, 0 to 1 across and down.
template <class T>
struct CellPlace {
  int column = 0, row = 0;  ///< of the top left corner, from -1
  T across = 0, down = 0;
};

/// The cell of a position in [-1, 1], with half-pixel centres: -1 is the left edge of the first
/// token.
template <class T>
CellPlace<T> place_in_cell(const T* space, int rows, int columns);

/// @param space  (N, 2), x then y in [-1, 1]
template <class T>
CellOrder sort_by_cell(const Array<T>& space, int rows, int columns, int block_size);

}  // namespace cortiscope
