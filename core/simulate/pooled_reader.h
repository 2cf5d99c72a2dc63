#pragma once

#include <vector>

#include "core/base/random.h"
#include "core/data/selectors.h"

namespace cortiscope {

// A cortex outside the class of models that FactorTopy fits (ResponseModel::kPooled): selectors
// that are not smooth, receptive fields with a size, and for each layer its own weighting of the
// channels. Fits of it show how much of a result depends on the model's assumptions.

/// Smooth selectors with white noise added, each vertex on its own: normal with a deviation of 0.25
/// layers, of 0.1 on each axis of the position and of 0.1 in scale, all kept in their ranges. The
/// layer weights become a bump around the jittered expected layer.
Selectors jittered(const Selectors& smooth, Random& random);

/// A token that a vertex reads, and how much it counts.
struct Tap {
  int layer;
  int token;  ///< row * W + column; H * W is the global token
  float weight;
};

/// What a vertex reads of H x W tokens:
/// (1 - s) sum_l w_l sum_p g_p T_lp + s sum_l w_l G_l, where g is a Gaussian around the vertex's
/// position, of sum 1 over the tokens. Its deviation grows with eccentricity, as that of population
/// receptive fields does: 0.12 + 0.2 |u|, the image spanning 2. Weights below 1e-4 are left out.
std::vector<Tap> pooled_taps(const Selectors& selectors, int vertex, int rows, int columns);

}  // namespace cortiscope
