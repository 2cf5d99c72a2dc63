#include "core/fit/step_bench.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

TEST(TimeSteps, GivesTimesRatesAndMemory) {
  const StepTiming timing = time_steps("fast", {50, {4, 4}, 4, 4, 8}, 2, 2, 1, "cpu");
  EXPECT_GT(timing.step_ms, 0);
  EXPECT_GT(timing.sgemm_gflop_per_s, 0);
  EXPECT_GT(timing.peak_rss_mb, 0);
}

}  // namespace
}  // namespace cortiscope
