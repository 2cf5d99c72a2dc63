#include <gtest/gtest.h>

#include <Eigen/Geometry>
#include <limits>
#include <random>

#include "render/painted_surface.h"
#include "tests/render/planted_surfaces.h"

namespace cortiscope {
namespace {

constexpr float kReachMm = 400;

/// How far along a ray the first of all triangles is met; infinity where none is.
float nearest_of_all(const Surface& surface, const Eigen::Vector3f& from,
                     const Eigen::Vector3f& direction) {
  double nearest = std::numeric_limits<double>::infinity();
  for (const Eigen::Vector3i& t : surface.triangles) {
    const auto corner = [&](int i) -> Eigen::Vector3d {
      return surface.vertices[std::size_t(t[i])].cast<double>();
    };
    Eigen::Matrix3d columns;
    columns << corner(1) - corner(0), corner(2) - corner(0), -direction.cast<double>();
    if (std::abs(columns.determinant()) < 1e-12) continue;
    const Eigen::Vector3d solved = columns.inverse() * (from.cast<double>() - corner(0));
    if (solved[0] < 0 || solved[1] < 0 || solved[0] + solved[1] > 1 || solved[2] < 0) continue;
    nearest = std::min(nearest, solved[2]);
  }
  return float(nearest);
}

/// Folded enough that rays meet it many times.
Surface bumpy_ball() {
  Surface surface = ball(60, 4);
  for (Eigen::Vector3f& v : surface.vertices) {
    const Eigen::Vector3f unit = v.normalized();
    v *= 1 + 0.25F * std::sin(9 * unit.x()) * std::sin(8 * unit.y() + 1) * std::sin(7 * unit.z());
  }
  return surface;
}

TEST(VertexLocator, MeetsTheFirstOfAllTriangles) {
  const Surface surface = bumpy_ball();
  PaintedSurface painted;
  painted.set_surface(surface);
  std::mt19937 random(5);
  std::uniform_real_distribution<float> anywhere(-1, 1);
  const auto vector = [&] {
    return Eigen::Vector3f(anywhere(random), anywhere(random), anywhere(random));
  };
  int met = 0;
  for (int ray = 0; ray < 400; ++ray) {
    const Eigen::Vector3f direction = vector().normalized();
    const Eigen::Vector3f from = 60 * vector() - 200 * direction;
    const float nearest = nearest_of_all(surface, from, direction);
    const auto hit = painted.first_hit(from, direction, kReachMm);
    ASSERT_EQ(hit.has_value(), nearest < kReachMm) << "ray " << ray;
    if (!hit) continue;
    ++met;
    ASSERT_NEAR(hit->distance_mm, nearest, 0.01) << "ray " << ray;
    const Eigen::Vector3f point = from + nearest * direction;
    const float off = (surface.vertices[std::size_t(hit->vertex)] - point).norm();
    EXPECT_LT(off, 6) << "a corner of the triangle met";
  }
  EXPECT_GT(met, 200);
}

TEST(VertexLocator, MeetsAFlatSheetAtItsNearestVertex) {
  PaintedSurface painted;
  painted.set_surface(sheet(30, 20));
  for (int y = 0; y <= 20; ++y) {
    for (int x = 0; x <= 30; ++x) {
      // Off the vertex a little, inside the sheet and on no edge.
      const Eigen::Vector3f from(std::abs(float(x) - 0.2F) - (x == 0 ? 0.1F : 0),
                                 std::abs(float(y) - 0.3F) - (y == 0 ? 0.2F : 0), 100);
      const auto hit = painted.first_hit(from, {0, 0, -1}, kReachMm);
      ASSERT_TRUE(hit) << x << ", " << y;
      EXPECT_EQ(hit->vertex, 31 * y + x);
      EXPECT_NEAR(hit->distance_mm, 100, 1e-3);
    }
  }
}

TEST(VertexLocator, MeetsNothingWhereThereIsNothing) {
  PaintedSurface painted;
  painted.set_surface({});
  EXPECT_FALSE(painted.first_hit({0, 0, 10}, {0, 0, -1}, kReachMm));
  painted.set_surface(sheet(3, 3));
  EXPECT_FALSE(painted.first_hit({9, 9, 10}, {0, 0, -1}, kReachMm));
  EXPECT_FALSE(painted.first_hit({1.2F, 1.1F, 10}, {0, 0, -1}, 5)) << "too short";
  EXPECT_FALSE(painted.first_hit({1.2F, 1.1F, 10}, {0, 0, 1}, kReachMm)) << "the other way";
}

}  // namespace
}  // namespace cortiscope
