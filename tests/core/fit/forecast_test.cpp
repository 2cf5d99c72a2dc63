#include "core/fit/forecast.h"

#include <gtest/gtest.h>

#include "core/fit/arithmetic.h"

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

FitWork nominal_work() {
  FitWork work;
  work.size = {37984, std::vector<int>(12, 768), 8, 8, 128};
  work.batch = 8;
  work.steps = 4000;
  work.validate_every = 200;
  work.validation_images = work.test_images = 984;
  return work;
}

TEST(PredictGflop, IsAThirdOfTheReadOutAndHalfOfTheAlignment) {
  // Of a step's arithmetic, what the images add is forward once and backward twice or once.
  const ModelSize size = nominal_work().size;
  const double gather = 2e-9 * 37984 * 5 * 12 * 128, alignment = 2e-9 * 65 * 12 * 768 * 128;
  EXPECT_NEAR(predict_gflop(size, 1), gather + alignment, 1e-9);
  EXPECT_NEAR(step_gflop(size, 9) - step_gflop(size, 8), 3 * gather + 2 * alignment, 1e-9);
}

TEST(FitForecast, GrowsWithTheWork) {
  const FitWork work = nominal_work();
  const FitForecast forecast = forecast_at_rate(work, "fast", 2, 200);
  EXPECT_GT(forecast.seconds, 4000 * step_gflop(work.size, 8) / 200);
  FitWork twice = work;
  twice.steps = 2 * work.steps;
  EXPECT_GT(forecast_at_rate(twice, "fast", 2, 200).seconds, 1.9 * forecast.seconds);
  EXPECT_GT(forecast_at_rate(work, "fast", 1, 100).seconds, 1.9 * forecast.seconds);

  const FitForecast eager = forecast_at_rate(work, "eager", 2, 200);
  EXPECT_GT(eager.seconds, 3 * forecast.seconds);
  EXPECT_GT(eager.memory_mb, forecast.memory_mb);
}

TEST(FitForecast, MeasuresThisMachine) {
  FitOptions options;
  options.device = "cpu";
  options.threads = 1;
  const auto forecast = forecast_fit(nominal_work(), options);
  ASSERT_TRUE(forecast);
  EXPECT_GT(forecast->seconds, 0);
  EXPECT_EQ(forecast->memory_mb, forecast_at_rate(nominal_work(), "fast", 1, 1).memory_mb);
}

TEST(FitPace, CountsStepsValidationsAndTheScore) {
  FitPace pace(nominal_work());
  pace.stepped(0.5);
  pace.validated(98.4);  // a tenth of a second an image
  EXPECT_NEAR(pace.remaining_s(3000, 4000), 1000 * 0.5 + 5 * 98.4 + 98.4, 1e-6);
  EXPECT_NEAR(pace.remaining_s(4000, 4000), 98.4, 1e-6);
}

TEST(FitPace, ExpectsValidationsBeforeItSawOne) {
  FitPace pace(nominal_work());
  pace.stepped(0.5);
  EXPECT_GT(pace.remaining_s(0, 4000), 4000 * 0.5);
  EXPECT_LT(pace.remaining_s(0, 4000), 2 * 4000 * 0.5);
}

TEST(FitPace, FollowsAMachineThatBecomesSlow) {
  FitPace pace(nominal_work());
  pace.stepped(0.1);
  pace.validated(1);
  for (int step = 0; step < 300; ++step) pace.stepped(1);
  EXPECT_NEAR(pace.remaining_s(3900, 4000), 100 + 1 + 1, 1);
}

}  // namespace
}  // namespace cortiscope
