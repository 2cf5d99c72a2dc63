#include "core/fit/schedule.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

/// Validations every `interval` steps with these scores.
std::vector<HistoryPoint> history_of(int interval, const std::vector<float>& scores) {
  std::vector<HistoryPoint> history;
  for (const float score : scores) {
    history.push_back({interval * int(history.size() + 1), 0, 0, score});
  }
  return history;
}

TEST(Schedule, OfAGivenLengthIsThePublishedOne) {
  const Schedule schedule(4000, 8);
  EXPECT_FALSE(schedule.is_open_ended());
  EXPECT_EQ(schedule.interval(), 200);
  EXPECT_EQ(schedule.end({}), 4000);
  EXPECT_EQ(schedule.end(history_of(200, {0.1F, 0.1F, 0.1F, 0.1F, 0.1F, 0.1F, 0.1F})), 4000);
  EXPECT_EQ(schedule.lambda(0), 0.1);
  EXPECT_DOUBLE_EQ(schedule.lambda(500), 0.075);
  EXPECT_EQ(schedule.lambda(2000), 0);
  EXPECT_EQ(schedule.lambda(3000), 0);
}

TEST(Schedule, GoesOnWithTheStepsOfBefore) {
  EXPECT_EQ(Schedule(8000, 8, 2000).lambda(2000), 0);
  EXPECT_EQ(Schedule(0, 8, 500).soft_steps(), 500);
}

TEST(Schedule, WithoutALengthEndsWhereNothingIsGained) {
  const Schedule schedule(0, 8);
  EXPECT_TRUE(schedule.is_open_ended());
  EXPECT_EQ(schedule.soft_steps(), 2000);
  EXPECT_EQ(Schedule(0, 16).soft_steps(), 1000);
  EXPECT_EQ(schedule.end({}), 2000) << "not before the selectors are free";
  // The last gain of 0.001 is at step 1,600; what comes later is too little.
  std::vector<float> scores = {0.1F,   0.2F,    0.3F,    0.31F,   0.32F,  0.33F,
                               0.331F, 0.3325F, 0.3326F, 0.3327F, 0.3328F};
  EXPECT_EQ(schedule.end(history_of(200, scores)), 1600 + 5 * 200);
  scores.push_back(0.34F);
  EXPECT_EQ(schedule.end(history_of(200, scores)), 12 * 200 + 5 * 200);
  // Small gains add up.
  EXPECT_EQ(schedule.end(history_of(200, std::vector<float>(12, 0.1F))), 2000);
  std::vector<float> slow;
  for (int i = 0; i < 12; ++i) slow.push_back(0.1F + 0.0004F * float(i));
  EXPECT_EQ(schedule.end(history_of(200, slow)), 10 * 200 + 5 * 200);
}

TEST(Schedule, EndsSomewhereEvenWhereItAlwaysGains) {
  std::vector<float> scores;
  for (int i = 0; i < 100; ++i) scores.push_back(0.01F * float(i));
  EXPECT_EQ(Schedule(0, 8).end(history_of(200, scores)), 20000);
}

TEST(HasConverged, IsWhereTheLastQuarterGainedLittle) {
  EXPECT_FALSE(has_converged({}));
  EXPECT_FALSE(has_converged(history_of(1, {0.3F}))) << "one score says nothing";
  EXPECT_TRUE(has_converged(history_of(1, {0.1F, 0.2F, 0.3F, 0.304F})));
  EXPECT_FALSE(has_converged(history_of(1, {0.1F, 0.2F, 0.3F, 0.306F})));
  EXPECT_TRUE(has_converged(history_of(1, {0.1F, 0.3F, 0.2F, 0.25F}))) << "the best counts";
  EXPECT_FALSE(has_converged(history_of(1, {NAN, NAN, NAN, NAN})));
}

TEST(OpenEndedFit, EndsByItselfAndSaysSo) {
  FitOptions options = tiny_options(0);
  options.soft_steps = 300;
  const EncodingData study = shuffle_responses(plant_study(tiny_study(), 1), 8);
  const FitResult fit = fit_factor_topy(study, options, {}, {});
  const Provenance& made = fit.provenance;
  EXPECT_TRUE(made.is_open_ended && made.is_finished());
  EXPECT_EQ(made.steps, made.steps_done);
  EXPECT_EQ(made.steps, Schedule(0, options.batch, 300).end(fit.history));
  EXPECT_EQ(fit.history.back().step, made.steps);
  EXPECT_TRUE(has_converged(fit.history));
}

TEST(AFinishedFit, GoesOnWithAnotherLengthAsIfItHadNotEnded) {
  const EncodingData study = plant_study(tiny_study(), 1);
  FitOptions options = tiny_options(40);
  FitKeeping keeping;
  keeping.save = [&](const FitCheckpoint& state) { keeping.resume = state; };
  fit_factor_topy(study, options, {}, {}, keeping);
  ASSERT_TRUE(keeping.resume);
  options.steps = 80;
  const FitResult went_on = fit_factor_topy(study, options, {}, {}, keeping);
  EXPECT_EQ(went_on.provenance.steps_done, 80);

  options.soft_steps = 20;  // those of the first 40 steps
  const FitResult at_once = fit_factor_topy(study, options, {}, {});
  EXPECT_EQ(went_on.history.back().training_loss, at_once.history.back().training_loss);
  EXPECT_EQ(went_on.history.back().validation_r2, at_once.history.back().validation_r2);
}

}  // namespace
}  // namespace cortiscope
