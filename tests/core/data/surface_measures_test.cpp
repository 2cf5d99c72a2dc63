#include "core/data/surface_measures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

#include "tests/support/small_cortex.h"

namespace cortiscope {
namespace {

TEST(ClosureOf, TellsOutwardFromInward) {
  Surface surface = tetrahedron(50);
  EXPECT_EQ(closure_of(surface), Closure::kOutward);
  for (Eigen::Vector3i& t : surface.triangles) std::swap(t[0], t[1]);
  EXPECT_EQ(closure_of(surface), Closure::kInward);
}

TEST(ClosureOf, IsOpenWhereATriangleIsMissingOrTurned) {
  Surface surface = tetrahedron();
  surface.triangles.pop_back();
  EXPECT_EQ(closure_of(surface), Closure::kOpen);
  surface = tetrahedron();
  std::swap(surface.triangles[2][0], surface.triangles[2][1]);
  EXPECT_EQ(closure_of(surface), Closure::kOpen);
}

TEST(ClosureOf, IsOpenWhereThereIsNoInside) {
  EXPECT_EQ(closure_of({}), Closure::kOpen);
  Surface doubled;
  doubled.vertices = {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}};
  doubled.triangles = {{0, 1, 2}, {0, 2, 1}};
  EXPECT_EQ(closure_of(doubled), Closure::kOpen);
}

TEST(EdgeDistortion, IsNoneForTheSameFormInAnotherSize) {
  Surface larger = tetrahedron();
  for (Eigen::Vector3f& vertex : larger.vertices) vertex *= 3;
  const EdgeDistortion distortion = edge_distortion(larger, tetrahedron());
  EXPECT_NEAR(distortion.mean, 0, 1e-6);
  EXPECT_NEAR(distortion.ninety_fifth, 0, 1e-6);
  EXPECT_NEAR(distortion.factor, 3, 1e-6);
}

TEST(EdgeDistortion, TellsHowFarEdgesAreStretched) {
  // Three edges of length 1 and, in the form, one of them twice as long: the factor is 4 / 3.
  Surface reference;
  reference.vertices = {{0, 0, 0}, {1, 0, 0}, {0.5F, std::sqrt(0.75F), 0}};
  reference.triangles = {{0, 1, 2}};
  Surface form = reference;
  form.vertices[1] = {2, 0, 0};
  form.vertices[2] = {1, 0, 0};
  const EdgeDistortion distortion = edge_distortion(form, reference);
  EXPECT_NEAR(distortion.factor, 4.0 / 3, 1e-6);
  EXPECT_NEAR(distortion.mean, (0.5 + 0.25 + 0.25) / 3, 1e-6);
}

TEST(DegenerateTriangles, AreThoseWithoutArea) {
  Surface surface = tetrahedron();
  EXPECT_EQ(degenerate_triangles(surface), 0);
  surface.vertices.push_back({0.5F, 0, 0});
  surface.triangles.push_back({0, 1, 4});
  surface.triangles.push_back({1, 1, 2});
  EXPECT_EQ(degenerate_triangles(surface), 2);
  EXPECT_EQ(degenerate_triangles({}), 0);
}

}  // namespace
}  // namespace cortiscope
