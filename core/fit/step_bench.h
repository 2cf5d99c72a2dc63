#pragma once

#include <string>

#include "core/fit/model.h"

namespace cortiscope {

/// The matrix product that steps are measured against: large enough to run at its highest rate.
constexpr int kSgemmSide = 2048, kSgemmRuns = 5;

/// The time and memory of one step of an engine, on random data of a given size.
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
