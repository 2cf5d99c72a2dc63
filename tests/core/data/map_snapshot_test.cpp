#include "core/data/map_snapshot.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace cortiscope {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Three vertices, four layers: undecided, nearly sure of the third, and between the outer two.
Selectors three_vertices() {
  Selectors selectors;
  selectors.layer = Array<float>(
      Shape{3, 4}, {0.25F, 0.25F, 0.25F, 0.25F, 0.01F, 0.02F, 0.95F, 0.02F, 0.45F, 0, 0, 0.55F});
  selectors.space = Array<float>(Shape{3, 2}, {0, 0, -1, 1, 0.31F, -0.77F});
  selectors.scale = Array<float>(Shape{3}, {0, 1, 0.4F});
  return selectors;
}

TEST(MapSnapshot, KeepsWhatTheMapsShow) {
  const Selectors before = three_vertices();
  const MapSnapshot snapshot = snapshot_of(12, 0.5, before, {0, 0.4F, 1});
  EXPECT_EQ(snapshot.step, 12);
  EXPECT_EQ(snapshot.loss, 0.5F);
  const Selectors after = selectors_of(snapshot, 4);
  EXPECT_EQ(chosen_layers(after), chosen_layers(before));
  for (int i = 0; i < 3; ++i) {
    const auto at = std::size_t(i);
    EXPECT_NEAR(layer_confidence(after)[at], layer_confidence(before)[at], 0.5 / 254 + 1e-4) << i;
    EXPECT_NEAR(expected_layers(snapshot, 4)[at], expected_layers(before)[at], 1.5 / 254 + 1e-5);
    EXPECT_NEAR(after.scale.values[at], before.scale.values[at], 0.5 / 254 + 1e-5);
    double sum = 0;
    for (int l = 0; l < 4; ++l) sum += double(after.layer.row(i)[l]);
    EXPECT_NEAR(sum, 1, 1e-5);
  }
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(after.space.values[i], before.space.values[i], 1.0 / 254 + 1e-5) << i;
  }
}

TEST(MapSnapshot, KeepsTheEndsOfItsRangesAndTheImageCentreExactly) {
  const Selectors after = selectors_of(snapshot_of(0, 0, three_vertices(), {}), 4);
  EXPECT_EQ(after.space.values[0], 0);
  EXPECT_EQ(after.space.values[1], 0);
  EXPECT_EQ(after.space.values[2], -1);
  EXPECT_EQ(after.space.values[3], 1);
  EXPECT_EQ(after.scale.values[0], 0);
  EXPECT_EQ(after.scale.values[1], 1);
}

TEST(MapSnapshot, HoldsScoresInStepsOfFiveThousandths) {
  const std::vector<float> scores =
      validation_r2_of(snapshot_of(0, 0, three_vertices(), {0, 0.4025F, -3}));
  EXPECT_NEAR(scores[0], 0, 1e-6);
  EXPECT_NEAR(scores[1], 0.4025F, 0.0025F + 1e-6);
  EXPECT_NEAR(scores[2], -0.27F, 1e-6) << "the lowest";
}

TEST(MapSnapshot, SaysWhatIsNotKnown) {
  const std::vector<float> before =
      validation_r2_of(snapshot_of(0, 0, three_vertices(), std::vector<float>()));
  const std::vector<float> part =
      validation_r2_of(snapshot_of(0, 0, three_vertices(), {0.5F, kNan, 0.5F}));
  ASSERT_EQ(before.size(), 3U);
  for (const float score : before) EXPECT_TRUE(std::isnan(score));
  EXPECT_TRUE(std::isnan(part[1]));
  EXPECT_NEAR(part[2], 0.5, 0.003);
}

TEST(MapSnapshot, OfOneLayerIsSure) {
  Selectors one;
  one.layer = Array<float>(Shape{1, 1}, 1.0F);
  one.space = Array<float>(Shape{1, 2});
  one.scale = Array<float>(Shape{1});
  const MapSnapshot snapshot = snapshot_of(0, 0, one, {});
  EXPECT_EQ(selectors_of(snapshot, 1).layer.values, std::vector<float>{1});
  EXPECT_EQ(expected_layers(snapshot, 1), std::vector<float>{1});
}

// A vertex that has hardly left equal weights is shown with the layer that it leans to.
TEST(MapSnapshot, KeepsTheLayerOfAnUndecidedVertex) {
  Selectors leaning = three_vertices();
  leaning.layer.values = {0.249F,  0.249F,  0.249F, 0.253F, 0.25F, 0.25F,
                          0.2501F, 0.2499F, 0.26F,  0.25F,  0.24F, 0.25F};
  EXPECT_EQ(chosen_layers(selectors_of(snapshot_of(0, 0, leaning, {}), 4)),
            (std::vector<int>{3, 2, 0}));
}

}  // namespace
}  // namespace cortiscope
