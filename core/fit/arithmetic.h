#pragma once

#include "core/fit/model.h"

namespace cortiscope {

// What the mathematics must compute, in GFLOP (a multiply-add is two): over the rate of a matrix
// product on this machine, the least time it can take.

/// One optimiser step: selectors on all vertices, forward and backward; gather and read-out of 5 L
/// tokens a vertex and image, forward and twice that backward; channel alignment, forward and its
/// weights' gradient.
double step_gflop(const ModelSize& size, int images);

/// The prediction of some images by selectors that are there already.
double predict_gflop(const ModelSize& size, int images);

}  // namespace cortiscope
