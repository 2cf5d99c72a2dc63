#include "core/simulate/cortex/brain_envelope.h"

#include <gtest/gtest.h>

#include "core/data/surface_measures.h"
#include "core/simulate/cortex/folding_pattern.h"
#include "core/simulate/cortex/icosphere.h"
#include "core/simulate/cortex/primary_sulci.h"

namespace cortiscope {
namespace {

TEST(BrainEnvelope, HoldsTheLobesAndStaysOnItsSide) {
  const BrainEnvelope envelope;
  const auto distance = [&](float x, float y, float z) {
    return envelope.at({x, y, z}).distance_mm;
  };
  EXPECT_LT(distance(-40, 10, -32), -5) << "temporal pole";
  EXPECT_LT(distance(-15, 55, 10), 0) << "frontal pole";
  EXPECT_LT(distance(-15, -95, 0), 0) << "occipital pole";
  EXPECT_LT(distance(-25, -40, 60), 0) << "parietal lobe";
  EXPECT_GT(distance(0, -20, 30), 0) << "the other hemisphere";
  EXPECT_GT(distance(-40, 30, -35), 0) << "before the temporal and below the frontal lobe";
  EXPECT_GT(distance(-45, -80, -40), 0) << "cerebellum";
  const BrainEnvelope::Sample side = envelope.at({-70, -20, 10});
  EXPECT_LT(side.slope.x(), -0.8) << "out is left";
}

TEST(PrimarySulci, LieOnTheEnvelope) {
  const BrainEnvelope envelope;
  for (const Sulcus& sulcus : primary_sulci()) {
    for (const Eigen::Vector3f& place : sulcus.path_mm) {
      EXPECT_LT(std::abs(envelope.at(place).distance_mm), 14) << sulcus.name;
      EXPECT_NEAR(envelope.at(envelope.nearest(place)).distance_mm, 0, 0.2) << sulcus.name;
    }
  }
}

TEST(WrappedAround, IsEvenAndOnTheEnvelope) {
  const BrainEnvelope envelope;
  Surface wrap = icosphere(4);
  wrap.vertices = wrapped_around(envelope, wrap);
  for (const Eigen::Vector3f& place : wrap.vertices) {
    EXPECT_LT(std::abs(envelope.at(place).distance_mm), 0.5);
  }
  EXPECT_EQ(closure_of(wrap), Closure::kOutward);
  EXPECT_EQ(degenerate_triangles(wrap), 0);
  EXPECT_LT(edge_distortion(wrap, icosphere(4)).mean, 0.35);
}

TEST(FoldingPattern, RunsOutFromWhatIsGivenInStripes) {
  Surface ball = icosphere(4);
  for (Eigen::Vector3f& vertex : ball.vertices) vertex *= 45;
  const auto neighbors = vertex_neighbors(ball);
  std::vector<bool> is_given(ball.vertices.size());
  for (std::size_t v = 0; v < is_given.size(); ++v) {
    is_given[v] = std::abs(ball.vertices[v].z()) < 2 && ball.vertices[v].x() > 0;
  }
  Random random(5);
  const auto pattern = folding_pattern(neighbors, ball.vertices, is_given, random);
  double in_stripes = 0, clear = 0;
  for (std::size_t v = 0; v < pattern.size(); ++v) {
    EXPECT_GE(pattern[v], 0);
    EXPECT_LE(pattern[v], 1);
    EXPECT_TRUE(!is_given[v] || pattern[v] > 0.8F) << v;
    in_stripes += pattern[v] > 0.5F;
    clear += pattern[v] < 0.1F || pattern[v] > 0.9F;
  }
  const double count = double(pattern.size());
  EXPECT_GT(in_stripes / count, 0.2) << "the stripes fill the ball";
  EXPECT_LT(in_stripes / count, 0.6) << "and leave room between them";
  EXPECT_GT(clear / count, 0.4);
  Random same(5), other(6);
  EXPECT_EQ(folding_pattern(neighbors, ball.vertices, is_given, same), pattern);
  EXPECT_NE(folding_pattern(neighbors, ball.vertices, is_given, other), pattern);
}

}  // namespace
}  // namespace cortiscope
