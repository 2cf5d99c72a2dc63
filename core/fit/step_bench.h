#pragma once

#include <string>

#include "core/fit/model.h"

namespace cortiscope {

/// The arithmetic that one optimiser step needs, in GFLOP (a multiply-add is two): selectors on
/// all vertices, forward and backward; gather and read-out of 5 L tokens a vertex and image,
/// forward and twice that backward; channel alignment, forward and its weights' gradient.
double step_gflop(const ModelSize& size, int images);

/// What a single-precision matrix product, large enough to run at its best, does a second with
/// torch's present threads.
double sgemm_gflop_per_s();

/// What one engine takes for one step, on random data of a size.
struct StepTiming {
  double step_ms = 0;            ///< median
  double sgemm_gflop_per_s = 0;  ///< in the same process
  double peak_rss_mb = 0;        ///< of the process, so far
};

/// Times `steps` steps after two that are not counted. Receptive fields are spread over the image,
/// as a fit spreads them.
///
/// @param engine  "fast" or "eager"
/// @throws Error  kBadValue: no such engine or device
StepTiming time_steps(const std::string& engine, const ModelSize& size, int images, int steps,
                      int threads, const std::string& device);

}  // namespace cortiscope
