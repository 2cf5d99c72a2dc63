#include "core/fit/fit_bench.h"

#include <gtest/gtest.h>

#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

TEST(SecondsToReach, IsTheTimeOfTheFirstValidationThatIsGoodEnough) {
  const std::vector<HistoryPoint> history = {
      {10, 0, 0, 0.1F}, {20, 0, 0, 0.3F}, {30, 0, 0, 0.2F}, {40, 0, 0, 0.4F}};
  const std::vector<FitMoment> moments = {{15, 3}, {25, 5}, {40, 8}};
  EXPECT_EQ(seconds_to_reach(0.05, history, moments), 2);
  EXPECT_EQ(seconds_to_reach(0.25, history, moments), 4);
  EXPECT_EQ(seconds_to_reach(0.35, history, moments), 8);
  EXPECT_EQ(seconds_to_reach(0.5, history, moments), std::nullopt);
  EXPECT_EQ(seconds_to_reach(-0.1, history, moments), std::nullopt) << "no score at all";
}

/// A fit of a few steps.
FitOptions few_steps() {
  FitOptions options;
  options.steps = 40;
  options.bottleneck = 8;
  options.device = "cpu";
  options.threads = 1;
  return options;
}

EncodingData small_study() {
  PlantedOptions options;
  options.vertices = 40;
  options.images = 100;
  return plant_study(options, 1);
}

TEST(TimeFit, TellsWhatTheFitFoundAndHowLongItTook) {
  const EncodingData study = small_study();
  const auto timing = time_fit(study, few_steps(), 0.5, {}, {});
  ASSERT_TRUE(timing);
  const FitResult fit = fit_factor_topy(study, few_steps(), {}, {});
  double sum = 0;
  for (const float r2 : fit.r2) sum += r2;
  EXPECT_NEAR(timing->r2_mean, sum / 40, 1e-6);
  EXPECT_NEAR(timing->r2_over_ceiling, timing->r2_mean / 0.6, 1e-6);
  EXPECT_GT(timing->seconds, 0);
  EXPECT_NEAR(timing->step_ms, 25 * timing->seconds, 1e-9);
  EXPECT_FALSE(timing->to_target_s) << "half the ceiling in 40 steps is too good to be true";
}

TEST(TimeFit, GivesNothingWhereItWasStopped) {
  StopSource stop;
  stop.request_stop();
  EXPECT_FALSE(time_fit(small_study(), few_steps(), 0.5, stop.token(), {}));
}

}  // namespace
}  // namespace cortiscope
