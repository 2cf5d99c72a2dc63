#include "core/data/surface_measures.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace cortiscope
