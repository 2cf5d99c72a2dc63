#pragma once

#include <string>

#include "core/fit/model.h"

namespace cortiscope {

// What the mathematics must compute, in GFLOP (a multiply-add is two), and how fast this machine
// could: the floor that times are held against.

/// One optimiser step: selectors on all vertices, forward and backward; gather and read-out of 5 L
/// tokens a vertex and image, forward and twice that backward; channel alignment, forward and its
/// weights' gradient.
double step_gflop(const ModelSize& size, int images);

/// The prediction of some images by selectors that are there already.
double predict_gflop(const ModelSize& size, int images);

/// What a single-precision matrix product does a second on this device, on the CPU with torch's
/// present threads.
/// @param device  "cpu", "cuda" or "cuda:N"
/// @param side  of the square matrices; 2048 is large enough to run at its best
/// @param runs  of which the median counts
double sgemm_gflop_per_s(const std::string& device = "cpu", int side = 2048, int runs = 5);

}  // namespace cortiscope
