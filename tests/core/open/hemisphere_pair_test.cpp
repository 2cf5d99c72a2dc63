#include "core/open/hemisphere_pair.h"

#include <gtest/gtest.h>

#include "core/open/overlay_pair.h"
#include "core/open/regions_pair.h"
#include "core/open/surface_pair.h"
#include "tests/support/expect_error.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The tetrahedron as both hemispheres, or as lh alone.
Cortex small_cortex(bool has_rh = true) {
  Cortex cortex;
  cortex.name = "small";
  cortex[kLh].surfaces[SurfaceKind::kPial] = tetrahedron();
  if (has_rh) cortex[kRh].surfaces[SurfaceKind::kPial] = tetrahedron(5);
  return cortex;
}

constexpr const char* kLabel = "#!ascii label\n2\n0 0 0 0 0\n3 0 0 0 0\n";

TEST(HemispherePair, FindsTheOtherHemisphereBesideIt) {
  const TempDir folder;
  write_bytes(folder / "sulc_left.gii.gz", "");
  HemispherePair pair = hemisphere_pair(folder / "sulc_left.gii.gz");
  EXPECT_EQ(pair.name, "sulc");
  EXPECT_EQ(pair.named, kLh);
  EXPECT_EQ(pair.files[kLh], folder / "sulc_left.gii.gz");
  EXPECT_TRUE(pair.files[kRh].empty());
  write_bytes(folder / "sulc_right.gii.gz", "");
  pair = hemisphere_pair(folder / "sulc_right.gii.gz");
  EXPECT_EQ(pair.named, kRh);
  EXPECT_EQ(pair.files[kLh], folder / "sulc_left.gii.gz");
  EXPECT_EQ(hemisphere_pair("tpl_hemi-R_curv.shape.gii").name, "tpl__curv");
  EXPECT_EQ(error_of([] { hemisphere_pair("thickness.mgh"); }),
            "thickness.mgh: expected a name that says its hemisphere, found none in it (put lh. or "
            "rh. before "
            "it, or left or right into it)");
}

TEST(OverlayPair, TakesBothHemispheresAndLeavesOutTheOneThatIsNotThere) {
  const TempDir folder;
  write_bytes(folder / "lh.curv", curvature_bytes({1, 2, 3, 4}));
  write_bytes(folder / "rh.curv", curvature_bytes({5, 6, 7, 8}));
  const OverlayPair both = fitted_to(read_overlay_pair(folder / "rh.curv"), small_cortex());
  EXPECT_EQ(both.values[kLh], (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(both.values[kRh], (std::vector<float>{5, 6, 7, 8}));
  const OverlayPair left = fitted_to(read_overlay_pair(folder / "rh.curv"), small_cortex(false));
  EXPECT_EQ(left.values[kLh].size(), 4U);
  EXPECT_TRUE(left.values[kRh].empty());
}

TEST(OverlayPair, SaysWhichFileIsOfAnotherMesh) {
  const TempDir folder;
  write_bytes(folder / "lh.curv", curvature_bytes({1, 2, 3, 4, 5}));
  const OverlayPair overlay = read_overlay_pair(folder / "lh.curv");
  EXPECT_EQ(error_of([&] { fitted_to(overlay, small_cortex()); }),
            "lh.curv: expected 4 values, one per vertex of small's lh, found 5 (is it of another "
            "cortex?)");
}

TEST(RegionsPair, ReadsTheLabelsOfBothHemispheres) {
  const TempDir folder;
  write_bytes(folder / "lh.V1.label", kLabel);
  write_bytes(folder / "rh.V1.label", kLabel);
  const RegionsPair pair = fitted_to(read_regions_pair(folder / "lh.V1.label"), small_cortex());
  EXPECT_EQ(pair.name, "V1");
  for (const Hemisphere h : kHemispheres) {
    ASSERT_EQ(pair.regions[h].size(), 1U);
    EXPECT_EQ(pair.regions[h][0].name, "V1");
    EXPECT_EQ(pair.regions[h][0].vertices, (std::vector<int>{0, 3}));
  }
}

TEST(RegionsPair, SaysWhichFileIsOfAnotherMesh) {
  const TempDir folder;
  write_bytes(folder / "lh.big.label", "#!ascii label\n1\n9 0 0 0 0\n");
  const RegionsPair label = read_regions_pair(folder / "lh.big.label");
  EXPECT_EQ(error_of([&] { fitted_to(label, small_cortex()); }),
            "lh.big.label: expected some of the 4 vertices of small's lh, found vertex 9 (are they "
            "of another cortex?)");
  RegionsPair annotation = label;
  annotation.vertex_counts[kLh] = 12;
  EXPECT_EQ(error_of([&] { fitted_to(annotation, small_cortex()); }),
            "lh.big.label: expected the 4 vertices of small's lh, found 12 (are they of another "
            "cortex?)");
}

TEST(SurfacePair, MakesACortexOfASurfaceWithItsCurvature) {
  const TempDir folder;
  write_bytes(folder / "lh.inflated", freesurfer_bytes(tetrahedron()));
  write_bytes(folder / "lh.curv", curvature_bytes({1, 2, 3, 4}));
  Cortex cortex = read_surface_pair(folder / "lh.inflated");
  EXPECT_EQ(cortex.name, "inflated");
  EXPECT_TRUE(cortex[kLh].find(SurfaceKind::kInflated));
  EXPECT_EQ(cortex[kLh].curvature, (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(cortex[kRh].vertex_count(), 0);
  write_bytes(folder / "rh.inflated", freesurfer_bytes(tetrahedron(5)));
  EXPECT_EQ(read_surface_pair(folder / "lh.inflated")[kRh].vertex_count(), 4);
  write_bytes(folder / "lh.curv", curvature_bytes({1, 2}));
  EXPECT_EQ(error_of([&] { read_surface_pair(folder / "lh.inflated"); }),
            "lh.curv: expected 4 values, one per vertex of lh.inflated, found 2 (is it of another "
            "cortex?)");
}

}  // namespace
}  // namespace cortiscope
