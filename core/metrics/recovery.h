#pragma once

#include "core/data/selectors.h"

namespace cortiscope {

/// How well fitted selectors find planted ones.
struct Recovery {
  double layer_argmax_hit = 0;  ///< fraction of vertices whose argmax layer is the planted one
  double layer_within_one = 0;  ///< ... or a neighbour of it
  double layer_mae = 0;         ///< of the expected layer, in layers
  /// Slope of a straight line through fitted against planted expected layers: below 1 where few
  /// images shrink them to the middle. NaN where planted ones do not vary.
  double layer_slope = 0;
  /// Mean Euclidean distance, the image spanning 2, over vertices with planted scale below 0.5; and
  /// the same for predicting their mean position. NaN where there are none.
  double space_mae = 0;
  double space_mae_of_mean = 0;
  double scale_corr = 0;  ///< Pearson; NaN where a side does not vary
};

/// @pre both over the same vertices and layers
Recovery recovery(const Selectors& fitted, const Selectors& planted);

}  // namespace cortiscope
