#include "core/analysis/mesh_rows.h"

#include <gtest/gtest.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <numeric>

#include "core/simulate/cortex/icosphere.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

Surface sphere(int subdivisions, float radius = 100) {
  Surface surface = icosphere(subdivisions);
  for (Eigen::Vector3f& vertex : surface.vertices) vertex *= radius;
  return surface;
}

Surface turned(Surface surface) {
  const Eigen::Matrix3f turn =
      Eigen::AngleAxisf(0.3F, Eigen::Vector3f(1, 2, 3).normalized()).toRotationMatrix();
  for (Eigen::Vector3f& vertex : surface.vertices) vertex = turn * vertex;
  return surface;
}

std::vector<int> counted(std::size_t count) {
  std::vector<int> numbers(count);
  std::iota(numbers.begin(), numbers.end(), 0);
  return numbers;
}

TEST(NearestOnSphere, IsEachVertexItselfOnTheSameSphereWhateverItsRadius) {
  const Surface surface = sphere(4);
  EXPECT_EQ(nearest_on_sphere(surface, surface), counted(surface.vertices.size()));
  EXPECT_EQ(nearest_on_sphere(surface, sphere(4, 1)), counted(surface.vertices.size()));
}

TEST(NearestOnSphere, FindsTheVertexThatWasPutThereInAnotherOrder) {
  const Surface surface = sphere(3);
  Surface shuffled = turned(surface);
  std::reverse(shuffled.vertices.begin(), shuffled.vertices.end());
  std::vector<int> backwards = counted(surface.vertices.size());
  std::reverse(backwards.begin(), backwards.end());
  EXPECT_EQ(nearest_on_sphere(turned(surface), shuffled), backwards);
}

TEST(NearestOnSphere, IsTheNearestOfAll) {
  const Surface from = turned(sphere(2)), to = sphere(3);
  const std::vector<int> nearest = nearest_on_sphere(from, to);
  for (std::size_t v = 0; v < to.vertices.size(); ++v) {
    const auto away = [&](int other) {
      return (from.vertices[std::size_t(other)] - to.vertices[v]).norm();
    };
    for (int other = 0; other < int(from.vertices.size()); ++other) {
      ASSERT_LE(away(nearest[v]), away(other) + 1e-3F) << v;
    }
  }
}

/// A subject on spheres of its own, every third vertex of lh and one of rh encoded.
Subject subject_on(const Surface& surface) {
  Subject subject;
  subject.name = "native";
  for (const Hemisphere h : kHemispheres) {
    subject.cortex[h].surfaces[SurfaceKind::kSphere] = surface;
    subject.cortex[h].is_sphere_registered = true;
  }
  for (int v = 0; v < int(surface.vertices.size()); v += 3) subject.vertices[kLh].push_back(v);
  subject.vertices[kRh] = {7};
  return subject;
}

TEST(RowsThroughSphere, AreItsOwnOnTheSameSphere) {
  const Subject subject = subject_on(sphere(3));
  EXPECT_EQ(rows_through_sphere(subject, subject.cortex), own_rows(subject));
}

TEST(RowsThroughSphere, GiveEachVertexOfAFinerTemplateItsNeighboursValue) {
  const Subject subject = subject_on(sphere(2));
  Cortex onto;
  onto.name = "template";
  for (const Hemisphere h : kHemispheres) onto[h].surfaces[SurfaceKind::kSphere] = sphere(3);
  const MeshRows brought = rows_through_sphere(subject, onto);
  ASSERT_EQ(brought.rows.size(), brought.vertices[kLh].size() + brought.vertices[kRh].size());
  EXPECT_GT(brought.vertices[kLh].size(), subject.vertices[kLh].size());
  // The first vertices of a finer icosphere are those of the coarser one.
  for (std::size_t i = 0; i < subject.vertices[kLh].size(); ++i) {
    const auto found = std::find(brought.vertices[kLh].begin(), brought.vertices[kLh].end(),
                                 subject.vertices[kLh][i]);
    ASSERT_NE(found, brought.vertices[kLh].end());
    EXPECT_EQ(brought.rows[std::size_t(found - brought.vertices[kLh].begin())], int(i));
  }
  EXPECT_EQ(brought.vertices[kRh].front(), 7);
  EXPECT_EQ(brought.rows.back(), subject.vertex_count() - 1);
}

TEST(RowsThroughSphere, RefuseSpheresThatAreMissingOrNotRegistered) {
  Subject subject = subject_on(sphere(1));
  Cortex onto;
  onto.name = "template";
  EXPECT_EQ(error_of([&] { rows_through_sphere(subject, onto); }),
            "template: expected a sphere of lh, found none (give a cortex that has "
            "surf/?h.sphere.reg)");
  onto = subject.cortex;
  subject.cortex[kRh].is_sphere_registered = false;
  EXPECT_EQ(error_of([&] { rows_through_sphere(subject, onto); }),
            "native: the sphere of rh is not known to be registered to a template (fit the subject "
            "with a cortex that has surf/?h.sphere.reg)");
}

}  // namespace
}  // namespace cortiscope
