#include "core/simulate/builtin_cortex.h"

#include <gtest/gtest.h>

#include <Eigen/Geometry>

namespace cortiscope {
namespace {

TEST(BuiltinCortex, AllSurfacesShareTheirVertices) {
  const Cortex cortex = builtin_cortex(3);
  for (const Hemisphere h : kHemispheres) {
    EXPECT_EQ(cortex[h].vertex_count(), 642);
    EXPECT_EQ(cortex[h].curvature.size(), 642U);
    for (const SurfaceKind kind : kSurfaceKinds) {
      ASSERT_TRUE(cortex[h].find(kind)) << name_of(kind);
      EXPECT_EQ(cortex[h].find(kind)->vertices.size(), 642U) << name_of(kind);
    }
    EXPECT_EQ(cortex[h].find(SurfaceKind::kPial)->triangles.size(), 1280U);
  }
}

TEST(BuiltinCortex, NoFaceLooksInwards) {
  const Cortex cortex = builtin_cortex(4);
  for (const Hemisphere h : kHemispheres) {
    for (const SurfaceKind kind :
         {SurfaceKind::kWhite, SurfaceKind::kPial, SurfaceKind::kInflated, SurfaceKind::kSphere}) {
      const Surface& surface = *cortex[h].find(kind);
      Eigen::Vector3f middle = Eigen::Vector3f::Zero();
      for (const Eigen::Vector3f& vertex : surface.vertices) middle += vertex;
      middle /= float(surface.vertices.size());
      for (const Eigen::Vector3i& t : surface.triangles) {
        const Eigen::Vector3f& a = surface.vertices[t[0]];
        const Eigen::Vector3f normal =
            (surface.vertices[t[1]] - a).cross(surface.vertices[t[2]] - a);
        ASSERT_GT(normal.dot(a - middle), 0) << name_of(h) << " " << name_of(kind);
      }
    }
    const Surface& flat = *cortex[h].find(SurfaceKind::kFlat);
    for (const Eigen::Vector3i& t : flat.triangles) {
      const Eigen::Vector3f& a = flat.vertices[t[0]];
      ASSERT_GT((flat.vertices[t[1]] - a).cross(flat.vertices[t[2]] - a).z(), 0) << name_of(h);
    }
  }
}

TEST(BuiltinCortex, HemispheresMirrorEachOtherAndDoNotTouch) {
  const Cortex cortex = builtin_cortex(3);
  for (const SurfaceKind kind : kSurfaceKinds) {
    const Surface& left = *cortex[kLh].find(kind);
    const Surface& right = *cortex[kRh].find(kind);
    for (std::size_t i = 0; i < left.vertices.size(); ++i) {
      const Eigen::Vector3f& v = left.vertices[i];
      ASSERT_EQ(right.vertices[i], Eigen::Vector3f(-v.x(), v.y(), v.z())) << name_of(kind);
      ASSERT_TRUE(kind != SurfaceKind::kPial || v.x() < 0);
    }
  }
}

TEST(BuiltinCortex, FlatPatchHasDorsalUp) {
  const Cortex cortex = builtin_cortex(4);
  const Surface& flat = *cortex[kLh].find(SurfaceKind::kFlat);
  const Surface& pial = *cortex[kLh].find(SurfaceKind::kPial);
  const std::vector<bool> used = used_vertices(flat);
  double product = 0;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) product += double(flat.vertices[i].y()) * (pial.vertices[i].z() - 12);
  }
  EXPECT_GT(product, 0);
}

}  // namespace
}  // namespace cortiscope
