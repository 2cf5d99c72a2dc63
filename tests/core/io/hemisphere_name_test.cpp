#include "core/io/hemisphere_name.h"

#include <gtest/gtest.h>

#include "core/io/cortex_names.h"

namespace cortiscope {
namespace {

std::string found_in(const std::string& name) {
  const std::optional<HemisphereMark> mark = find_hemisphere_mark(name);
  return mark ? name_of(mark->hemisphere) : "none";
}

TEST(HemisphereName, IsFoundAsAWholeWord) {
  EXPECT_EQ(found_in("lh.pial"), "lh");
  EXPECT_EQ(found_in("rh_flat.surf.gii"), "rh");
  EXPECT_EQ(found_in("fsa5_lh.gii"), "lh");
  EXPECT_EQ(found_in("infl_right.gii.gz"), "rh");
  EXPECT_EQ(found_in("Left surface.gii"), "lh");
  EXPECT_EQ(found_in("tpl-fsaverage_hemi-R_pial.surf.gii"), "rh");
  EXPECT_EQ(found_in("100307.L.sulc.32k_fs_LR.shape.gii"), "lh");
}

TEST(HemisphereName, IsNotFoundInsideOtherWords) {
  EXPECT_EQ(found_in("highlights.gii"), "none");
  EXPECT_EQ(found_in("rhythm.mgz"), "none");
  EXPECT_EQ(found_in("leftover.curv"), "none");
  EXPECT_EQ(found_in("bright_LR.func.gii"), "none");
  EXPECT_EQ(found_in(""), "none");
}

TEST(HemisphereName, ComesBeforeOtherWordsThatCouldBeOne) {
  EXPECT_EQ(found_in("lh.right_hand.mgz"), "lh");
  EXPECT_EQ(found_in("sub-01_hemi-R_desc-left_bold.func.gii"), "rh");
  EXPECT_EQ(found_in("100307.R.left_hand.func.gii"), "rh");
  EXPECT_EQ(found_in("R_squared.lh.mgz"), "lh");
  EXPECT_EQ(found_in("left_minus_right.mgz"), "none");
}

TEST(HemisphereName, SaysWhatMarksTheOtherHemisphere) {
  const auto mark = find_hemisphere_mark("tpl_hemi-R_pial.gii");
  ASSERT_TRUE(mark);
  EXPECT_EQ(mark->position, 4U);
  EXPECT_EQ(mark->length, 6U);
  EXPECT_EQ(mark->of_other, "hemi-L");
  EXPECT_EQ(find_hemisphere_mark("a_Left.gii")->of_other, "Right");
}

TEST(HemisphereName, KnowsTheStructuresOfGiftiAndCifti) {
  EXPECT_EQ(hemisphere_of_structure("CortexRight"), kRh);
  EXPECT_EQ(hemisphere_of_structure("CIFTI_STRUCTURE_CORTEX_LEFT"), kLh);
  EXPECT_EQ(hemisphere_of_structure("CIFTI_STRUCTURE_CEREBELLUM_LEFT"), std::nullopt);
}

TEST(CortexFileName, TakesTheTagOfGiftiBeforeItsName) {
  EXPECT_EQ(understand_cortex_file_name("lh.pial.surf.gii", kRh)->hemisphere, kRh);
  EXPECT_EQ(understand_cortex_file_name("pial.surf.gii", kRh)->hemisphere, kRh);
  EXPECT_FALSE(understand_cortex_file_name("pial.surf.gii"));
  EXPECT_FALSE(understand_cortex_file_name("highlights_pial.surf.gii"));
}

}  // namespace
}  // namespace cortiscope
