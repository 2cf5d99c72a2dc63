#include "core/open/other_cortex.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "core/io/gifti/gifti_writers.h"
#include "core/open/overlay_pair.h"
#include "core/open/regions_pair.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A square sheet of 40 x 40 vertices.
HemisphereCortex sheet() {
  constexpr int kSide = 40;
  Surface surface;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      surface.vertices.emplace_back(float(x), float(y), 0.0F);
      if (x == 0 || y == 0) continue;
      const int v = y * kSide + x;
      surface.triangles.emplace_back(v, v - 1, v - kSide - 1);
      surface.triangles.emplace_back(v, v - kSide - 1, v - kSide);
    }
  }
  HemisphereCortex hemisphere;
  hemisphere.surfaces[SurfaceKind::kPial] = surface;
  return hemisphere;
}

/// Sixteen square parcels, whose vertices are renumbered.
std::vector<Region> parcels(const std::vector<int>& renumbered) {
  std::vector<Region> regions(16);
  for (int v = 0; v < 1600; ++v) {
    const int column = v % 40 / 10, row = v / 400;
    regions[std::size_t(4 * row + column)].vertices.push_back(renumbered[std::size_t(v)]);
  }
  for (Region& region : regions) std::sort(region.vertices.begin(), region.vertices.end());
  return regions;
}

std::vector<int> in_order() {
  std::vector<int> order(1600);
  std::iota(order.begin(), order.end(), 0);
  return order;
}

std::vector<int> permuted() {
  std::vector<int> order = in_order();
  std::shuffle(order.begin(), order.end(), std::mt19937(1));
  return order;
}

TEST(WarnIfScattered, TellsAParcellationOfAnotherMeshFromOneOfThis) {
  Warnings warnings;
  warn_if_scattered(parcels(in_order()), sheet(), "lh.a.annot", "bert", &warnings);
  EXPECT_EQ(warnings, Warnings{});
  warn_if_scattered(parcels(permuted()), sheet(), "lh.a.annot", "bert", &warnings);
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0].rfind("lh.a.annot: its regions lie scattered over bert: 9", 0), 0U)
      << warnings[0];
  Region few = parcels(permuted())[0];
  few.vertices.resize(10);
  warn_if_scattered({few}, sheet(), "lh.few.label", "bert", &warnings);
  EXPECT_EQ(warnings.size(), 1U) << "too few to say";
}

TEST(FittedTo, WarnsOfRegionsAndLabelsOfAnotherCortex) {
  Cortex cortex;
  cortex.name = "bert";
  cortex[kLh] = sheet();
  RegionsPair regions;
  regions.regions[kLh] = parcels(permuted());
  regions.files[kLh] = "lh.a.annot";
  regions.vertex_counts[kLh] = 1600;
  regions.made_on[kLh] = "ernie";
  Warnings warnings;
  fitted_to(regions, cortex, &warnings);
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_EQ(warnings[0],
            "lh.a.annot: says that it was made on ernie, and is put on bert; are they the same "
            "cortex?");
  warnings.clear();
  regions.vertex_counts[kLh] = 0;
  fitted_to(regions, cortex, &warnings);
  EXPECT_EQ(warnings.size(), 1U) << "vertices of a label may lie anywhere";
  OverlayPair labels;
  labels.files[kLh] = "lh.a.annot";
  for (int i = 0; i < 16; ++i) labels.labels.push_back({std::to_string(i), std::nullopt});
  labels.values[kLh].resize(1600);
  for (std::size_t i = 0; i < 16; ++i) {
    for (const int v : regions.regions[kLh][i].vertices)
      labels.values[kLh][std::size_t(v)] = float(i);
  }
  warnings.clear();
  fitted_to(labels, cortex, &warnings);
  EXPECT_EQ(warnings.size(), 1U);
}

TEST(ReadRegionsPair, KnowsTheCortexThatALabelNames) {
  const TempDir folder;
  const auto made_on = [&](const std::string& comment) {
    write_bytes(folder / "lh.V1.label", comment + "1\n0 0 0 0 0\n");
    return read_regions_pair(folder / "lh.V1.label").made_on[kLh];
  };
  EXPECT_EQ(made_on("#!ascii label  , from subject fsaverage vox2ras=TkReg\n"), "fsaverage");
  EXPECT_EQ(made_on("#!ascii label  , from subject  vox2ras=TkReg\n"), "") << "none is named";
  EXPECT_EQ(made_on("#!ascii label\n"), "");
}

TEST(ReadOverlayPair, KnowsTheCortexThatAGiftiFileNames) {
  const TempDir folder;
  const Annotation areas{4, {{"V1", {0, 2}, Rgb8{1, 2, 3}}}};
  write_gifti_labels(areas, kLh, folder / "lh.areas.label.gii");
  write_gifti_maps(Array<float>(Shape{1, 4}, {1, 2, 3, 4}), kLh, folder / "lh.area.shape.gii");
  const auto said_of = [&](const std::string& name) {
    std::string text = read_bytes(folder / name);
    const std::size_t at = text.find('>', text.find("<GIFTI")) + 1;
    text.insert(at, "<MetaData><MD><Name><![CDATA[SubjectID]]></Name><Value><![CDATA[ernie]]>"
                    "</Value></MD></MetaData>");
    write_bytes(folder / name, text);
    return read_overlay_pair(folder / name).made_on[kLh];
  };
  EXPECT_EQ(read_overlay_pair(folder / "lh.area.shape.gii").made_on[kLh], "") << "none is named";
  EXPECT_EQ(said_of("lh.area.shape.gii"), "ernie");
  EXPECT_EQ(said_of("lh.areas.label.gii"), "ernie");
  EXPECT_EQ(read_regions_pair(folder / "lh.areas.label.gii").made_on[kLh], "ernie");
}

}  // namespace
}  // namespace cortiscope
