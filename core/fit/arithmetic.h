#pragma once

#include "core/fit/model.h"

namespace cortiscope {

// The arithmetic that the method needs, in GFLOP (a multiply-add is two). Divided by the rate of a
// matrix product on this machine, it gives the minimum time.

/// One optimiser step: selectors on all vertices, forward and backward; gather and read-out of 5 L
/// tokens per vertex and image, forward and twice that backward; channel alignment, forward and its
/// weights' gradient.
double step_gflop(const ModelSize& size, int images);

/// The prediction of some images with selectors that are already computed.
double predict_gflop(const ModelSize& size, int images);

}  // namespace cortiscope
