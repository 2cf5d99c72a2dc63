#include "core/simulate/cortex/cortical_surfaces.h"

#include <gtest/gtest.h>

#include <Eigen/Geometry>

#include "core/base/random.h"
#include "core/data/surface_measures.h"
#include "core/simulate/cortex/icosphere.h"

namespace cortiscope {
namespace {

Surface ball(float radius_mm) {
  Surface surface = icosphere(4);
  for (Eigen::Vector3f& vertex : surface.vertices) vertex *= radius_mm;
  return surface;
}

TEST(MeanCurvature, IsMinusOneOverTheRadiusOfABall) {
  for (const float curvature : mean_curvature(ball(20))) EXPECT_NEAR(curvature, -0.05, 0.004);
}

TEST(CortexBorders, LieACortexApartOnEitherSide) {
  const CortexBorders borders = cortex_borders(ball(50), 1);
  for (std::size_t v = 0; v < borders.white.vertices.size(); ++v) {
    const float thickness = borders.pial.vertices[v].norm() - borders.white.vertices[v].norm();
    EXPECT_NEAR(thickness, 2.58, 0.05) << "thicker than 2.5 mm: a gyrus all over";
    EXPECT_NEAR((borders.pial.vertices[v] + borders.white.vertices[v]).norm() / 2, 50, 0.01);
  }
}

TEST(CortexBorders, StayApartInACreaseSharperThanTheyAreThick) {
  Surface pinched = ball(20);
  for (Eigen::Vector3f& vertex : pinched.vertices) {
    vertex.z() *= 0.08F;  // a coin, 3.2 mm thick, with an edge of a tenth of that
  }
  const CortexBorders borders = cortex_borders(pinched, 1);
  for (const Eigen::Vector3i& t : pinched.triangles) {
    const auto normal = [&](const Surface& surface) {
      const Eigen::Vector3f& a = surface.vertices[t[0]];
      return (surface.vertices[t[1]] - a).cross(surface.vertices[t[2]] - a).eval();
    };
    EXPECT_GT(normal(borders.white).dot(normal(borders.pial)), 0);
  }
}

TEST(Inflated, OpensADentAndKeepsTheArea) {
  Surface dented = ball(50);
  for (Eigen::Vector3f& vertex : dented.vertices) {
    if (vertex.z() > 45) vertex.z() -= 15;
  }
  const Surface open = inflated(dented);
  EXPECT_NEAR(measure(open).area_mm2, measure(dented).area_mm2, 1);
  for (const float curvature : mean_curvature(open)) EXPECT_LT(curvature, 0) << "no dent is left";
}

TEST(RelaxedSphere, FindsTheLengthsOfAnotherSphereAgain) {
  // The reference is a smaller sphere whose vertices are shaken by a third of their spacing.
  const Surface sphere = ball(100);
  Surface reference = sphere;
  Random random(4);
  for (Eigen::Vector3f& vertex : reference.vertices) {
    const Eigen::Vector3f shake(float(random.normal()), float(random.normal()),
                                float(random.normal()));
    vertex = 30 * (vertex + 1.5F * shake).normalized();
  }
  const Surface relaxed = relaxed_sphere(sphere, reference);
  const double before = edge_distortion(sphere, reference).mean;
  EXPECT_GT(before, 0.15);
  EXPECT_LT(edge_distortion(relaxed, reference).mean, before / 3);
  EXPECT_EQ(closure_of(relaxed), Closure::kOutward);
  for (const Eigen::Vector3f& vertex : relaxed.vertices) EXPECT_NEAR(vertex.norm(), 100, 1e-3);
}

}  // namespace
}  // namespace cortiscope
