#pragma once

#include "core/data/array.h"

namespace cortiscope {

/// Local tokens on another grid: bilinear with half-pixel centres, no smoothing where the grid
/// becomes coarser, positions beyond the outer token centres as at these.
///
/// @param local  (B, C, H, W), H and W above 0
/// @return  (B, C, rows, columns)
Array<float> on_grid(const Array<float>& local, int rows, int columns);

}  // namespace cortiscope
