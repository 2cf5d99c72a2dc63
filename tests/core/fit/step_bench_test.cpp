#include "core/fit/step_bench.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

TEST(StepGflop, IsWhatTheMethodCountsAtTheNominalSize) {
  const ModelSize nominal{37984, std::vector<int>(12, 768), 8, 8, 128};
  EXPECT_NEAR(step_gflop(nominal, 8), 39.3, 0.1);
}

TEST(StepGflop, IsLinearInVerticesAndAlmostInImages) {
  const auto gflop = [](int vertices, int images) {
    return step_gflop({vertices, {0}, 8, 8, 128}, images);
  };
  EXPECT_NEAR(gflop(2000, 8), 2 * gflop(1000, 8), 1e-9);
  EXPECT_NEAR(gflop(1000, 16) - gflop(1000, 8), gflop(1000, 8) - gflop(1000, 0), 1e-9);
}

TEST(TimeSteps, GivesTimesRatesAndMemory) {
  const StepTiming timing = time_steps("fast", {50, {4, 4}, 4, 4, 8}, 2, 2, 1, "cpu");
  EXPECT_GT(timing.step_ms, 0);
  EXPECT_GT(timing.sgemm_gflop_per_s, 0);
  EXPECT_GT(timing.peak_rss_mb, 0);
}

}  // namespace
}  // namespace cortiscope
