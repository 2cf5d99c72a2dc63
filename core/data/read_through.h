#pragma once

#include <array>
#include <vector>

#include "core/data/array.h"
#include "core/data/features.h"
#include "core/data/selectors.h"

namespace cortiscope {

/// The four tokens around a position and their weights. A token outside the grid is -1 and counts
/// as zero: its weight is 0 and the others are not made larger.
struct TokenMix {
  std::array<int, 4> token;     ///< row * W + column, or -1
  std::array<float, 4> weight;  ///< sum to 1 only within the grid
};

/// Bilinear weights with half-pixel centres: x = -1 is the left edge of the first token, not its
/// centre.
/// @param x, y  in [-1, 1], x right and y down
TokenMix tokens_around(float x, float y, int rows, int columns);

/// The feature that each of some vertices reads through given selectors, channels taken as they
/// are (no channel alignment):
/// v = (1 - s) sum_l w_l bilinear(T_l, u) + s sum_l w_l G_l.
///
/// @param tokens    of B images; all layers have the same C channels, the selectors' L layers
/// @param vertices  n rows of the selectors
/// @return  (B, n, C)
Array<float> read_through(const TokenBatch& tokens, const Selectors& selectors,
                          const std::vector<int>& vertices);

}  // namespace cortiscope
