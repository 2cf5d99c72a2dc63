#include "core/simulate/cortex/builtin_cortex.h"

#include <gtest/gtest.h>

#include <Eigen/Geometry>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/base/cache_folder.h"
#include "core/data/surface_measures.h"
#include "core/metrics/correlation.h"
#include "core/simulate/visual_frame.h"
#include "tests/support/environment_variable.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

constexpr SurfaceKind kClosedKinds[] = {SurfaceKind::kWhite, SurfaceKind::kPial,
                                        SurfaceKind::kInflated, SurfaceKind::kSphere};

const Cortex& full_cortex() {
  static const Cortex cortex = builtin_cortex();
  return cortex;
}

void expect_same(const Cortex& a, const Cortex& b) {
  for (const Hemisphere h : kHemispheres) {
    for (const SurfaceKind kind : kSurfaceKinds) {
      EXPECT_EQ(a[h].find(kind)->vertices, b[h].find(kind)->vertices) << name_of(kind);
      EXPECT_EQ(a[h].find(kind)->triangles, b[h].find(kind)->triangles) << name_of(kind);
    }
    EXPECT_EQ(a[h].curvature, b[h].curvature);
    EXPECT_EQ(a[h].sulcal_depth, b[h].sulcal_depth);
    ASSERT_EQ(a[h].parcels.size(), b[h].parcels.size());
    for (std::size_t i = 0; i < a[h].parcels.size(); ++i) {
      EXPECT_EQ(a[h].parcels[i].vertices, b[h].parcels[i].vertices);
    }
  }
}

// The second fails where folding was changed and kBuiltinCortexVersion was not.
TEST(BuiltinCortex, IsInstalledAndInTheCacheAsFoldingGivesIt) {
  const Cortex folded = fold_builtin_cortex();
  expect_same(full_cortex(), folded);
  expect_same(kept_builtin_cortex(), folded);
}

TEST(BuiltinCortex, IsKeptInTheCacheAndMadeAgainWhereThatIsDamaged) {
  const TempDir dir;
  const EnvironmentVariable cache("XDG_CACHE_HOME", dir.path().string());
  const Cortex first = kept_builtin_cortex();
  std::filesystem::path file;
  for (const auto& entry : std::filesystem::directory_iterator(*cache_folder())) {
    ASSERT_TRUE(file.empty()) << "more than one file";
    file = entry.path();
  }
  ASSERT_FALSE(file.empty());
  const auto size = std::filesystem::file_size(file);
  std::filesystem::resize_file(file, 1000);
  expect_same(first, kept_builtin_cortex());
  EXPECT_EQ(std::filesystem::file_size(file), size);
}

TEST(BuiltinCortex, StopsFoldingWhenAsked) {
  struct Stopped {};
  const TempDir dir;
  const EnvironmentVariable cache("XDG_CACHE_HOME", dir.path().string());
  double last = 0;
  const auto stop_soon = [&](double done) {
    last = done;
    if (done > 0.02) throw Stopped{};
  };
  EXPECT_THROW(kept_builtin_cortex(stop_soon), Stopped);
  EXPECT_LT(last, 0.05);
  EXPECT_TRUE(std::filesystem::is_empty(*cache_folder()));
}

TEST(BuiltinCortex, NeedsNoCache) {
  const TempDir dir;
  std::ofstream(dir / "file") << "not a folder";
  const EnvironmentVariable cache("XDG_CACHE_HOME", (dir / "file").string());
  EXPECT_FALSE(cache_folder());
  EXPECT_EQ(kept_builtin_cortex()[kRh].vertex_count(), 10242);
}

TEST(BuiltinCortex, HasTheVerticesOfItsSubdivision) {
  for (const int subdivisions : {3, 4, 5, 6}) {
    const Cortex cortex = builtin_cortex(subdivisions);
    const std::size_t count = 10 * (std::size_t(1) << 2 * subdivisions) + 2;
    for (const Hemisphere h : kHemispheres) {
      EXPECT_EQ(cortex[h].curvature.size(), count);
      EXPECT_EQ(cortex[h].sulcal_depth.size(), count);
      for (const SurfaceKind kind : kSurfaceKinds) {
        ASSERT_TRUE(cortex[h].find(kind)) << name_of(kind) << subdivisions;
        EXPECT_EQ(cortex[h].find(kind)->vertices.size(), count) << name_of(kind);
      }
      EXPECT_EQ(cortex[h].find(SurfaceKind::kPial)->triangles.size(), 2 * (count - 2));
    }
  }
}

TEST(BuiltinCortex, IsClosedAndLooksOutwardsWithoutHandles) {
  for (const int subdivisions : {4, 5, 6}) {
    const Cortex cortex = builtin_cortex(subdivisions);
    for (const Hemisphere h : kHemispheres) {
      for (const SurfaceKind kind : kClosedKinds) {
        const Surface& surface = *cortex[h].find(kind);
        EXPECT_EQ(closure_of(surface), Closure::kOutward) << name_of(h) << name_of(kind);
        EXPECT_EQ(measure(surface).euler_characteristic, 2);
        EXPECT_EQ(degenerate_triangles(surface), 0) << name_of(h) << name_of(kind);
      }
    }
  }
}

TEST(BuiltinCortex, TurnsNoTriangleOverBetweenWhiteAndPial) {
  for (const int subdivisions : {5, 6}) {
    const Cortex cortex = builtin_cortex(subdivisions);
    for (const Hemisphere h : kHemispheres) {
      const Surface& white = *cortex[h].find(SurfaceKind::kWhite);
      const Surface& pial = *cortex[h].find(SurfaceKind::kPial);
      const auto normal = [](const Surface& surface, const Eigen::Vector3i& t) {
        const Eigen::Vector3f& a = surface.vertices[t[0]];
        return (surface.vertices[t[1]] - a).cross(surface.vertices[t[2]] - a).eval();
      };
      int turned = 0;
      for (const Eigen::Vector3i& t : white.triangles) {
        turned += normal(white, t).dot(normal(pial, t)) <= 0;
      }
      EXPECT_EQ(turned, 0) << name_of(h) << subdivisions;
    }
  }
}

TEST(BuiltinCortex, IsAsLargeAndAsDeepAsACortex) {
  for (const Hemisphere h : kHemispheres) {
    const HemisphereCortex& cortex = full_cortex()[h];
    // fsaverage5: white 66,662 and pial 76,345 mm2 on the left; 69 x 168 x 120 mm.
    const SurfaceMeasures white = measure(*cortex.find(SurfaceKind::kWhite));
    const SurfaceMeasures pial = measure(*cortex.find(SurfaceKind::kPial));
    EXPECT_NEAR(white.area_mm2, 66662, 10000);
    EXPECT_NEAR(pial.area_mm2, 76345, 10000);
    const Eigen::Vector3f size = pial.highest - pial.lowest;
    EXPECT_NEAR(size.x(), 69, 6);
    EXPECT_NEAR(size.y(), 168, 10);
    EXPECT_NEAR(size.z(), 120, 10);
    EXPECT_TRUE(h == kLh ? pial.highest.x() < 0 : pial.lowest.x() > 0) << "the midline is free";
    const auto [top, bottom] =
        std::minmax_element(cortex.sulcal_depth.begin(), cortex.sulcal_depth.end());
    EXPECT_GT(*bottom - *top, 15) << "mm";
    EXPECT_GT(correlation(cortex.curvature, cortex.sulcal_depth), 0.6);
  }
}

TEST(BuiltinCortex, SphereAndFlatmapAreTrueToLengths) {
  for (const Hemisphere h : kHemispheres) {
    const HemisphereCortex& cortex = full_cortex()[h];
    const Surface& white = *cortex.find(SurfaceKind::kWhite);
    const Surface& sphere = *cortex.find(SurfaceKind::kSphere);
    for (const Eigen::Vector3f& vertex : sphere.vertices) ASSERT_NEAR(vertex.norm(), 100, 1e-3);
    // fsaverage5's own, measured in the same way: 0.25 and 0.19.
    EXPECT_LT(edge_distortion(sphere, white).mean, 0.25);
    EXPECT_LT(edge_distortion(*cortex.find(SurfaceKind::kFlat), white).mean, 0.19);
  }
}

TEST(BuiltinCortex, FlatmapIsOneDiscWithDorsalUpCutTowardsTheMidline) {
  for (const int subdivisions : {4, 5, 6}) {
    const Cortex cortex = builtin_cortex(subdivisions);
    for (const Hemisphere h : kHemispheres) {
      const Surface& flat = *cortex[h].find(SurfaceKind::kFlat);
      EXPECT_EQ(flipped_triangles(flat), 0);
      EXPECT_EQ(degenerate_triangles(flat), 0);
      EXPECT_EQ(measure(flat).euler_characteristic, 1) << "a disc";
      const auto places =
          places_in_frame(*cortex[h].find(SurfaceKind::kSphere), find_visual_frame(cortex[h], h));
      const std::vector<bool> used = used_vertices(flat);
      // Both banks of the calcarine, in front of the pole.
      Eigen::Vector3f dorsal = Eigen::Vector3f::Zero(), ventral = dorsal, middle = dorsal;
      int dorsal_count = 0, ventral_count = 0, count = 0;
      for (std::size_t v = 0; v < used.size(); ++v) {
        if (!used[v]) continue;
        middle += flat.vertices[v];
        ++count;
        if (places[v].x() < 20 || places[v].x() > 90 || std::abs(places[v].y()) > 25) continue;
        (places[v].y() > 0 ? dorsal : ventral) += flat.vertices[v];
        ++(places[v].y() > 0 ? dorsal_count : ventral_count);
      }
      ASSERT_GT(dorsal_count, 0);
      ASSERT_GT(ventral_count, 0);
      dorsal /= float(dorsal_count), ventral /= float(ventral_count), middle /= float(count);
      EXPECT_GT(dorsal.y(), ventral.y() + 10) << "the cut parts the banks";
      const float towards_midline = h == kLh ? 1.0F : -1.0F;
      EXPECT_GT(towards_midline * (dorsal.x() + ventral.x()) / 2, towards_midline * middle.x());
      for (const Eigen::Vector3i& t : flat.triangles) {
        const auto is_dorsal = [&](int corner) { return places[t[corner]].y() > 0; };
        const bool is_across = is_dorsal(0) != is_dorsal(1) || is_dorsal(1) != is_dorsal(2);
        const float from = std::min({places[t[0]].x(), places[t[1]].x(), places[t[2]].x()});
        // Positions of finer vertices are no exact midpoints: there the cut may be less straight.
        ASSERT_FALSE(subdivisions < 6 && is_across && from > 5) << "bridges the cut";
      }
      const auto signed_area = [&](const Eigen::Vector3i& t) {
        const Eigen::Vector3f& a = flat.vertices[t[0]];
        return (flat.vertices[t[1]] - a).cross(flat.vertices[t[2]] - a).z();
      };
      EXPECT_GT(signed_area(flat.triangles[0]), 0) << "seen from outside";
    }
  }
}

TEST(BuiltinCortex, CalcarineSulcusLiesWhereV1IsPlanted) {
  for (const Hemisphere h : kHemispheres) {
    const HemisphereCortex& cortex = full_cortex()[h];
    const auto places =
        places_in_frame(*cortex.find(SurfaceKind::kSphere), find_visual_frame(cortex, h));
    double sulcus = 0, lips = 0;
    int in_sulcus = 0, on_lips = 0;
    for (std::size_t v = 0; v < places.size(); ++v) {
      const Eigen::Vector2f& p = places[v];
      if (p.x() < 20 || p.x() > 60) continue;
      if (std::abs(p.y()) < 4) sulcus += cortex.sulcal_depth[v], ++in_sulcus;
      if (std::abs(p.y()) > 14 && std::abs(p.y()) < 24) lips += cortex.sulcal_depth[v], ++on_lips;
    }
    EXPECT_GT(sulcus / in_sulcus, lips / on_lips + 5) << name_of(h) << ", mm";
  }
}

TEST(BuiltinCortex, FinerOnesKeepTheVerticesAndHemispheresDiffer) {
  const Cortex fine = builtin_cortex(6);
  for (const Hemisphere h : kHemispheres) {
    for (const SurfaceKind kind :
         {SurfaceKind::kInflated, SurfaceKind::kSphere, SurfaceKind::kFlat}) {
      const Surface& coarse = *full_cortex()[h].find(kind);
      for (std::size_t v = 0; v < coarse.vertices.size(); ++v) {
        ASSERT_LT((coarse.vertices[v] - fine[h].find(kind)->vertices[v]).norm(), 1e-4)
            << name_of(kind) << " " << v;
      }
    }
  }
  // The same sulci, not the same folds.
  double apart = 0;
  const Surface& left = *full_cortex()[kLh].find(SurfaceKind::kPial);
  const Surface& right = *full_cortex()[kRh].find(SurfaceKind::kPial);
  for (std::size_t v = 0; v < left.vertices.size(); ++v) {
    const Eigen::Vector3f& r = right.vertices[v];
    apart += double((left.vertices[v] - Eigen::Vector3f(-r.x(), r.y(), r.z())).norm());
  }
  apart /= double(left.vertices.size());
  EXPECT_GT(apart, 0.5) << "mm";
  EXPECT_LT(apart, 6) << "mm";
}

}  // namespace
}  // namespace cortiscope
