#include "core/color/palette.h"

#include <gtest/gtest.h>

#include <cmath>
#include <ostream>

#include "core/color/space_palette.h"

namespace cortiscope {

void PrintTo(Rgb8 c, std::ostream* out) {
  *out << "(" << int(c.r) << ", " << int(c.g) << ", " << int(c.b) << ")";
}

namespace {

bool within(Rgb8 a, Rgb8 b, int units) {
  return std::abs(a.r - b.r) <= units && std::abs(a.g - b.g) <= units &&
         std::abs(a.b - b.b) <= units;
}

// Numbers from matplotlib 3 at the same values.
TEST(Palettes, AreThoseThatTheFieldKnows) {
  EXPECT_TRUE(within(coolwarm(0), {59, 76, 192}, 1));
  EXPECT_TRUE(within(coolwarm(0.25F), {141, 176, 254}, 2));
  EXPECT_TRUE(within(coolwarm(0.5F), {221, 221, 221}, 1));
  EXPECT_TRUE(within(coolwarm(0.75F), {244, 152, 122}, 2));
  EXPECT_TRUE(within(coolwarm(1), {180, 4, 38}, 1));
  EXPECT_TRUE(within(pu_or(0.25F), {239, 158, 60}, 2));
  EXPECT_TRUE(within(reds(0.5F), {251, 106, 74}, 1));
  EXPECT_TRUE(within(greys(0.75F), {82, 82, 82}, 1));
  EXPECT_EQ(inferno(0), (Rgb8{0, 0, 4}));
  EXPECT_EQ(inferno(1), (Rgb8{252, 255, 164}));
  EXPECT_EQ(viridis(0), (Rgb8{68, 1, 84}));
  EXPECT_EQ(viridis(1), (Rgb8{253, 231, 37}));
  EXPECT_EQ(tab20(0), (Rgb8{31, 119, 180}));
  EXPECT_EQ(tab20(20), tab20(0));
}

TEST(Palettes, ClampWhatIsOutOfRange) {
  for (Rgb8 (*palette)(float) : {coolwarm, pu_or, red_blue, reds, greys, inferno, viridis}) {
    EXPECT_EQ(palette(-3), palette(0));
    EXPECT_EQ(palette(7), palette(1));
  }
  EXPECT_EQ(space_color(-5, 9), space_color(-1, 1));
}

TEST(Palettes, ScaleRunsFromBrownLocalToPurpleGlobal) {
  const Rgb8 local = pu_or(0), global = pu_or(1);
  EXPECT_GT(local.r, 3 * local.b);
  EXPECT_GT(global.b, 3 * global.g);
}

TEST(Palettes, DifferencesAreWhiteAtZeroWhateverTheLimit) {
  EXPECT_EQ(difference_color(0, 0.01F), (Rgb8{247, 247, 247}));
  EXPECT_EQ(difference_color(0, 12), (Rgb8{247, 247, 247}));
  EXPECT_EQ(difference_color(-2, 2), red_blue(0));
  EXPECT_EQ(difference_color(2, 2), red_blue(1));
}

TEST(Palettes, SayWhereTheyComeFromAndWhatTheyAreSafeFor) {
  for (const PaletteInfo& palette : palettes()) {
    EXPECT_STRNE(palette.source, "") << palette.name;
    EXPECT_STRNE(palette.licence, "") << palette.name;
    EXPECT_STRNE(palette.safe_for, "") << palette.name;
  }
}

TEST(SpaceColor, HitsThePublishedCornersAndCentre) {
  EXPECT_EQ(space_color(-1, -1), (Rgb8{0x00, 0xD0, 0xFF}));
  EXPECT_EQ(space_color(1, -1), (Rgb8{0x04, 0xCF, 0x00}));
  EXPECT_EQ(space_color(-1, 1), (Rgb8{0xFE, 0x2D, 0xFF}));
  EXPECT_EQ(space_color(1, 1), (Rgb8{0xFF, 0x5D, 0x00}));
  EXPECT_TRUE(within(space_color(0, 0), {0xAD, 0xAA, 0xA9}, 1));
}

// From colorspacious 1.1: CAM02-UCS (72.6, 30.5 y, 30.5 x) in sRGB, clipped.
TEST(SpaceColor, FollowsCam02BetweenThem) {
  EXPECT_TRUE(within(space_color(0.5F, 0), {186, 169, 115}, 1));
  EXPECT_TRUE(within(space_color(0, 0.5F), {210, 152, 169}, 1));
  EXPECT_TRUE(within(space_color(-0.5F, 0), {165, 169, 206}, 1));
}

TEST(SpaceColor, HasNoSteps) {
  for (float y = -1; y < 1; y += 0.01F) {
    for (float x = -1; x < 1; x += 0.01F) {
      ASSERT_TRUE(within(space_color(x, y), space_color(x + 0.01F, y), 14)) << x << " " << y;
    }
  }
}

}  // namespace
}  // namespace cortiscope
