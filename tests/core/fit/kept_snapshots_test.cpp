#include "core/fit/kept_snapshots.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/fit/fit.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

Selectors one_vertex() {
  Selectors selectors;
  selectors.layer = Array<float>(Shape{1, 2}, {0.5F, 0.5F});
  selectors.space = Array<float>(Shape{1, 2});
  selectors.scale = Array<float>(Shape{1});
  return selectors;
}

/// The steps kept of a fit of this length, and how often a snapshot was taken.
std::vector<int> steps_kept(int length, int* taken = nullptr) {
  KeptSnapshots snapshots = KeptSnapshots::of_new_fit();
  for (int step = 0; step <= length; ++step) {
    if (!snapshots.wants(step)) continue;
    snapshots.take(step, one_vertex(), {});
    if (taken) ++*taken;
  }
  std::vector<int> steps;
  for (const MapSnapshot& kept : snapshots.state().kept) steps.push_back(kept.step);
  return steps;
}

TEST(KeptSnapshots, AreTwentyFourSpacedAboutLogarithmicallyWhateverTheLength) {
  for (const int length : {200, 450, 2000, 5000, 20000, 1000000}) {
    int taken = 0;
    const std::vector<int> steps = steps_kept(length, &taken);
    ASSERT_EQ(steps.size(), 24U) << length;
    EXPECT_EQ(steps.front(), 0);
    EXPECT_GT(steps.back(), 0.8 * length);
    EXPECT_LT(taken, 90) << "a read-out costs time";
    const double even = std::log(length + 1.0) / 23;
    for (std::size_t i = 1; i < steps.size(); ++i) {
      const double gap = std::log((steps[i] + 1.0) / (steps[i - 1] + 1));
      EXPECT_LT(gap, std::max(2.1 * even, std::log(2.0) + 1e-9)) << length << ": " << steps[i];
    }
  }
}

TEST(KeptSnapshots, AreFewerOfAShortFit) {
  EXPECT_EQ(steps_kept(0), std::vector<int>{0});
  EXPECT_EQ(steps_kept(13), (std::vector<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12}));
}

TEST(KeptSnapshots, GoOnAsIfTheyHadNotBeenInterrupted) {
  KeptSnapshots snapshots = KeptSnapshots::of_new_fit();
  for (int step = 0; step <= 3000; ++step) {
    if (step > 0) snapshots = KeptSnapshots(snapshots.state());
    if (snapshots.wants(step)) snapshots.take(step, one_vertex(), {});
  }
  std::vector<int> steps;
  for (const MapSnapshot& kept : snapshots.state().kept) steps.push_back(kept.step);
  EXPECT_EQ(steps, steps_kept(3000));
}

TEST(KeptSnapshots, AreNotBegunInTheMiddle) {
  const KeptSnapshots of_an_older_fit{SnapshotState{}};
  for (int step = 0; step < 100; ++step) EXPECT_FALSE(of_an_older_fit.wants(step));
}

TEST(KeptSnapshots, HoldTheMeanLossOfTheStepsSinceTheLast) {
  KeptSnapshots snapshots = KeptSnapshots::of_new_fit();
  snapshots.take(0, one_vertex(), {});
  snapshots.add_loss(3);
  snapshots.take(1, one_vertex(), {});
  snapshots.add_loss(1);
  snapshots.add_loss(2);
  snapshots.take(3, one_vertex(), {});
  EXPECT_TRUE(std::isnan(snapshots.state().kept[0].loss));
  EXPECT_EQ(snapshots.state().kept[1].loss, 3);
  EXPECT_EQ(snapshots.state().kept[2].loss, 1.5F);
}

class SnapshotsOf : public testing::TestWithParam<const char*> {};

TEST_P(SnapshotsOf, AFitGoFromEqualWeightsToItsMaps) {
  FitOptions options = tiny_options(400);
  options.engine = GetParam();
  const EncodingData study = plant_study(tiny_study(), 1);
  const FitResult fit = fit_factor_topy(study, options, {}, {});
  ASSERT_EQ(fit.snapshots.size(), 24U);
  const int layers = fit.features.layer_count();
  const auto mean_confidence = [](const Selectors& selectors) {
    double sum = 0;
    for (const float each : layer_confidence(selectors)) sum += double(each);
    return sum / selectors.vertex_count();
  };
  const MapSnapshot &first = fit.snapshots.front(), &last = fit.snapshots.back();
  EXPECT_EQ(first.step, 0);
  EXPECT_LT(mean_confidence(selectors_of(first, layers)), 0.05);
  EXPECT_EQ(last.step, 384);
  EXPECT_GT(mean_confidence(selectors_of(last, layers)), 0.8 * mean_confidence(fit.selectors));
  EXPECT_TRUE(std::isnan(validation_r2_of(first)[0]));
  EXPECT_FALSE(std::isnan(validation_r2_of(last)[0]));
  EXPECT_LT(last.loss, fit.snapshots[1].loss);
}

// The averaged parameters are shown, and put back before the next step.
TEST_P(SnapshotsOf, AFitDoNotChangeIt) {
  FitOptions options = tiny_options(60);
  options.engine = GetParam();
  const EncodingData study = plant_study(tiny_study(), 1);
  const FitResult with = fit_factor_topy(study, options, {}, {});
  options.keeps_snapshots = false;
  const FitResult without = fit_factor_topy(study, options, {}, {});
  EXPECT_FALSE(with.snapshots.empty());
  EXPECT_TRUE(without.snapshots.empty());
  EXPECT_EQ(with.r2, without.r2);
  for (const auto& [name, values] : without.parameters) {
    EXPECT_EQ(with.parameters.at(name).values, values.values) << name;
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, SnapshotsOf, testing::Values("fast", "eager"),
                         [](const auto& parameter) { return std::string(parameter.param); });

}  // namespace
}  // namespace cortiscope
