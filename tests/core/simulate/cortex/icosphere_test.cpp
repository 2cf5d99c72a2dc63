#include "core/simulate/cortex/icosphere.h"

#include <gtest/gtest.h>

#include "core/data/surface_measures.h"
#include "core/simulate/cortex/icosphere_subdivision.h"

namespace cortiscope {
namespace {

TEST(Icosphere, IsClosedOnTheUnitSphereAndNests) {
  const Surface coarse = icosphere(2), fine = icosphere(3);
  ASSERT_EQ(int(fine.vertices.size()), icosphere_vertex_count(3));
  EXPECT_EQ(fine.triangles.size(), 1280U);
  EXPECT_EQ(closure_of(fine), Closure::kOutward);
  for (const Eigen::Vector3f& vertex : fine.vertices) EXPECT_NEAR(vertex.norm(), 1, 1e-6);
  for (std::size_t v = 0; v < coarse.vertices.size(); ++v) {
    EXPECT_EQ(coarse.vertices[v], fine.vertices[v]);
  }
}

TEST(IcosphereSubdivision, LiesCloserToASphereThanStraightMiddles) {
  const Surface coarse = icosphere(3);
  const IcosphereSubdivision step(3);
  EXPECT_EQ(step.to(), 4);
  const std::vector<Eigen::Vector3f> fine = step.smoothly(coarse.vertices);
  ASSERT_EQ(int(fine.size()), icosphere_vertex_count(4));
  double smooth_error = 0, straight_error = 0;
  const auto& parents = step.parents();
  for (std::size_t i = 0; i < parents.size(); ++i) {
    const auto& [a, b] = parents[i];
    smooth_error += std::abs(1 - fine[coarse.vertices.size() + i].norm());
    straight_error += std::abs(1 - ((coarse.vertices[a] + coarse.vertices[b]) / 2).norm());
  }
  EXPECT_LT(smooth_error, 0.1 * straight_error);
}

TEST(IcosphereSubdivision, CutsEachTriangleIntoFourOfAQuarter) {
  Surface patch = icosphere(1);
  for (Eigen::Vector3f& vertex : patch.vertices) vertex.z() = 0;
  patch.triangles.resize(2);
  const Surface fine = IcosphereSubdivision(1).patch(patch);
  EXPECT_EQ(int(fine.vertices.size()), icosphere_vertex_count(2));
  ASSERT_EQ(fine.triangles.size(), 8U);
  EXPECT_NEAR(measure(fine).area_mm2, measure(patch).area_mm2, 1e-6);
  for (const Eigen::Vector3i& t : fine.triangles) {
    for (const int corner : t) EXPECT_LT(corner, icosphere_vertex_count(2));
  }
}

}  // namespace
}  // namespace cortiscope
