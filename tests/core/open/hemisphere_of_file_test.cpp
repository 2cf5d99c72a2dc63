#include "core/open/hemisphere_of_file.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/io/gifti/gifti_writers.h"
#include "core/open/convert.h"
#include "core/open/cortex_folder.h"
#include "core/open/describe.h"
#include "core/open/hemisphere_pair.h"
#include "core/open/overlay_pair.h"
#include "core/open/surface_pair.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

const Array<float> kMap(Shape{1, 3}, {1, 2, 3});

/// The warning about a file of rh that is named as one of lh.
std::string warning_of(const std::string& name) {
  return name + ": the file says that it is of rh, its name says lh; it is taken for rh";
}

TEST(HemisphereOfFile, IsWhatGiftiSaysOrElseItsName) {
  const TempDir folder;
  for (const char* name : {"a.func.gii", "a.func.gii.gz", "lh.a.func.gii"}) {
    write_gifti_maps(kMap, kRh, folder / name);
    EXPECT_EQ(hemisphere_of_file(folder / name).tagged, kRh) << name;
    EXPECT_EQ(hemisphere_of_file(folder / name).either(), kRh) << name;
  }
  write_gifti_maps(kMap, std::nullopt, folder / "lh.b.func.gii");
  EXPECT_EQ(hemisphere_of_file(folder / "lh.b.func.gii").tagged, std::nullopt);
  EXPECT_EQ(hemisphere_of_file(folder / "lh.b.func.gii").either(), kLh);
  EXPECT_EQ(hemisphere_of_file(folder / "rh.not_there").either(), kRh);
}

TEST(HemisphereOfFile, WarnsWhereFileAndNameDisagree) {
  const TempDir folder;
  write_gifti_maps(kMap, kRh, folder / "lh.a.func.gii");
  Warnings warnings;
  hemisphere_of_file(folder / "lh.a.func.gii", &warnings);
  EXPECT_EQ(warnings, Warnings{warning_of("lh.a.func.gii")});
  write_gifti_maps(kMap, kLh, folder / "lh.b.func.gii");
  hemisphere_of_file(folder / "lh.b.func.gii", &warnings);
  EXPECT_EQ(warnings.size(), 1U);
}

TEST(HemisphereOfFile, IsToldOfCiftiWithOneHemisphere) {
  const TempDir folder;
  write_cifti_maps({"a"}, {Array<float>(), kMap}, folder / "lh.a.dscalar.nii");
  Warnings warnings;
  EXPECT_FALSE(read_overlay_pair(folder / "lh.a.dscalar.nii", &warnings).values[kRh].empty());
  EXPECT_EQ(warnings, Warnings{warning_of("lh.a.dscalar.nii")});
  write_cifti_maps({"a"}, {kMap, kMap}, folder / "lh.b.dscalar.nii");
  read_overlay_pair(folder / "lh.b.dscalar.nii", &warnings);
  EXPECT_EQ(warnings.size(), 1U);
}

TEST(HemispherePair, GoesByWhatTheFilesSay) {
  const TempDir folder;
  write_gifti_maps(kMap, kRh, folder / "left.gii");
  write_gifti_maps(kMap, kLh, folder / "right.gii");
  const HemispherePair swapped = hemisphere_pair(folder / "left.gii");
  EXPECT_EQ(swapped.named, kRh);
  EXPECT_EQ(swapped.files[kRh], folder / "left.gii");
  EXPECT_EQ(swapped.files[kLh], folder / "right.gii");

  write_gifti_maps(kMap, kRh, folder / "right.gii");
  Warnings warnings;
  EXPECT_TRUE(hemisphere_pair(folder / "left.gii", &warnings).files[kLh].empty());
  EXPECT_EQ(warnings, (Warnings{warning_of("left.gii"),
                                "right.gii: not read along with left.gii, which is of rh, too"}));

  write_gifti_maps(kMap, kRh, folder / "thickness.gii");
  EXPECT_EQ(hemisphere_pair(folder / "thickness.gii").files[kRh], folder / "thickness.gii");
}

TEST(HemispherePair, LeavesOneDotOfThoseAroundTheMark) {
  EXPECT_EQ(hemisphere_pair("100307.L.sulc.shape.gii").name, "100307.sulc");
  EXPECT_EQ(hemisphere_pair("fsaverage.lh.curv").name, "fsaverage.curv");
}

TEST(CortexFolder, PutsASurfaceIntoTheHemisphereThatItSays) {
  const TempDir folder;
  write_gifti_surface(tetrahedron(), kRh, folder / "lh.pial.surf.gii");
  Warnings warnings;
  const Cortex cortex = read_cortex_folder(folder.path(), &warnings);
  EXPECT_EQ(cortex[kLh].vertex_count(), 0);
  EXPECT_EQ(cortex[kRh].vertex_count(), 4);
  ASSERT_EQ(warnings, Warnings{warning_of("lh.pial.surf.gii")});
  EXPECT_EQ(describe(folder.path()).problems.front(), warnings[0]);
}

TEST(Describe, ListsAHemisphereThatTheNameDenies) {
  const TempDir folder;
  write_gifti_surface(tetrahedron(), kRh, folder / "lh.pial.surf.gii");
  write_cifti_maps({"a"}, {Array<float>(), kMap}, folder / "lh.a.dscalar.nii");
  for (const char* name : {"lh.pial.surf.gii", "lh.a.dscalar.nii"}) {
    const std::vector<std::string> problems = describe(folder / name).problems;
    EXPECT_EQ(std::count(problems.begin(), problems.end(), warning_of(name)), 1) << name;
  }
}

TEST(Convert, WarnsOfAHemisphereThatTheNameDenies) {
  const TempDir folder;
  write_gifti_surface(tetrahedron(), kRh, folder / "lh.pial.surf.gii");
  Warnings warnings;
  convert(folder / "lh.pial.surf.gii", folder / "a.surf.gii", &warnings);
  EXPECT_EQ(warnings, Warnings{warning_of("lh.pial.surf.gii")});
  EXPECT_EQ(hemisphere_of_file(folder / "a.surf.gii").tagged, kRh);
}

}  // namespace
}  // namespace cortiscope
