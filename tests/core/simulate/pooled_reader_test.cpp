#include "core/simulate/pooled_reader.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/metrics/recovery.h"

namespace cortiscope {
namespace {

constexpr int kVertices = 4000;
constexpr int kLayers = 6;

/// One layer, one position and one scale everywhere.
Selectors constant() {
  Selectors selectors{Array<float>(Shape{kVertices, kLayers}), Array<float>(Shape{kVertices, 2}),
                      Array<float>(Shape{kVertices}, 0.5F)};
  for (int i = 0; i < kVertices; ++i) selectors.layer.row(i)[2] = 1;
  return selectors;
}

struct Moments {
  double mean = 0, deviation = 0;
  double neighbours = 0;  ///< correlation of each value with the next
};
Moments moments_of(const std::vector<float>& values) {
  Moments moments;
  const auto n = double(values.size());
  for (const float value : values) moments.mean += value / n;
  double squares = 0, products = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const double away = values[i] - moments.mean;
    squares += away * away;
    if (i + 1 < values.size()) products += away * (values[i + 1] - moments.mean);
  }
  moments.deviation = std::sqrt(squares / n);
  moments.neighbours = products / squares;
  return moments;
}

TEST(Jittered, MovesEachVertexOnItsOwn) {
  Random random(1);
  const Selectors own = jittered(constant(), random);
  std::vector<float> x, y;
  for (int i = 0; i < kVertices; ++i) {
    x.push_back(own.space.row(i)[0]);
    y.push_back(own.space.row(i)[1]);
  }
  for (const std::vector<float>& values : {x, y, own.scale.values}) {
    const Moments moments = moments_of(values);
    EXPECT_NEAR(moments.deviation, 0.1, 0.004);
    EXPECT_NEAR(moments.neighbours, 0, 0.05);
  }
  EXPECT_NEAR(moments_of(x).mean, 0, 0.01);
  EXPECT_NEAR(moments_of(own.scale.values).mean, 0.5, 0.01);
  // The layer of 4.6 % is more than two deviations, half a layer, away.
  EXPECT_NEAR(recovery(own, constant()).layer_argmax_hit, 0.954, 0.012);
}

TEST(Jittered, StaysInRange) {
  Selectors edge = constant();
  for (int i = 0; i < kVertices; ++i) {
    edge.layer.row(i)[2] = 0;
    edge.layer.row(i)[kLayers - 1] = 1;
    edge.space.row(i)[0] = -1;
    edge.scale.values[i] = 0.02F;
  }
  Random random(1);
  const Selectors own = jittered(edge, random);
  for (int i = 0; i < kVertices; ++i) {
    float sum = 0;
    for (int l = 0; l < kLayers; ++l) sum += own.layer.row(i)[l];
    ASSERT_NEAR(sum, 1, 1e-5);
    ASSERT_GE(own.space.row(i)[0], -1);
    ASSERT_GE(own.scale.values[i], 0);
  }
}

/// One vertex that reads its one layer at a position.
Selectors reader(float x, float y, float scale) {
  return {Array<float>(Shape{1, 1}, 1), Array<float>(Shape{1, 2}, {x, y}),
          Array<float>(Shape{1}, scale)};
}

TEST(PooledTaps, AreAGaussianThatGrowsWithEccentricity) {
  constexpr int kSide = 60;
  for (const float x : {0.0F, -0.3F}) {
    double sum = 0, mean_x = 0, mean_y = 0, squares = 0;
    for (const Tap& tap : pooled_taps(reader(x, x / 2, 0), 0, kSide, kSide)) {
      const double at_x = (2.0 * (tap.token % kSide) + 1) / kSide - 1;
      const double at_y = (2.0 * (tap.token / kSide) + 1) / kSide - 1;
      EXPECT_EQ(tap.layer, 0);
      sum += tap.weight;
      mean_x += tap.weight * at_x;
      mean_y += tap.weight * at_y;
      squares += tap.weight * (at_x - x) * (at_x - x);
    }
    EXPECT_NEAR(sum, 1, 0.05);
    EXPECT_NEAR(mean_x / sum, x, 0.005);
    EXPECT_NEAR(mean_y / sum, x / 2, 0.005);
    EXPECT_NEAR(std::sqrt(squares / sum), 0.12 + 0.2 * std::hypot(x, x / 2), 0.015);
  }
}

TEST(PooledTaps, ShareBetweenLocalAndGlobalTokensAsTheScaleSays) {
  double local = 0, global = 0;
  for (const Tap& tap : pooled_taps(reader(0.1F, 0, 0.25F), 0, 8, 8)) {
    (tap.token == 64 ? global : local) += tap.weight;
  }
  EXPECT_NEAR(local, 0.75, 0.005);
  EXPECT_NEAR(global, 0.25, 1e-6);
}

TEST(PooledTaps, ReadATokenOfTheCoarsestGrid) {
  const std::vector<Tap> taps = pooled_taps(reader(1, -1, 0), 0, 1, 1);
  ASSERT_EQ(taps.size(), 1U);
  EXPECT_EQ(taps[0].token, 0);
  EXPECT_NEAR(taps[0].weight, 1, 1e-6);
}

}  // namespace
}  // namespace cortiscope
