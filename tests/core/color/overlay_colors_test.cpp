#include "core/color/overlay_colors.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/color/palette.h"
#include "tests/support/expect_error.h"
#include "tests/support/small_cortex.h"

namespace cortiscope {
namespace {

Cortex left_cortex() {
  Cortex cortex;
  cortex[kLh].surfaces[SurfaceKind::kPial] = tetrahedron();
  return cortex;
}

TEST(OverlayColors, DivergeAboutZeroAndLeaveNanToTheUnderlay) {
  const std::array<std::vector<float>, 2> values = {std::vector<float>{-1, 4, NAN, 0}, {}};
  const OverlayScale scale = scale_of(values);
  EXPECT_EQ(scale.range, (ColorRange{-4, 4}));
  const auto colors = overlay_colors(values, scale, left_cortex());
  EXPECT_EQ(colors[kLh][1], (Rgb8{103, 0, 31}));
  EXPECT_EQ(colors[kLh][2], (Rgb8{238, 238, 238}));
  EXPECT_EQ(colors[kLh][3], (Rgb8{247, 247, 247}));
}

TEST(OverlayColors, RunFromTheLeastToTheLargestOnOneSideOfZero) {
  const OverlayScale scale = scale_of({std::vector<float>{2, 3, INFINITY, 6}, {}});
  EXPECT_FALSE(scale.is_centred);
  EXPECT_EQ(scale.range, (ColorRange{2, 6}));
  EXPECT_EQ(scale.color(2), viridis(0));
  EXPECT_EQ(scale.color(6), viridis(1));
  EXPECT_EQ(scale.color(100), viridis(1));
}

/// 1000 values from 0 to 999 thousandths, and these.
std::array<std::vector<float>, 2> a_thousand_and(const std::vector<float>& more) {
  std::vector<float> values = more;
  for (int i = 0; i < 1000; ++i) values.push_back(float(i) / 1000);
  return {values, {}};
}

TEST(OverlayScale, IsNotRuinedByOneOutlier) {
  const OverlayScale scale = scale_of(a_thousand_and({1e4F}));
  EXPECT_NEAR(scale.range.low, 0.02, 1e-3);
  EXPECT_NEAR(scale.range.high, 0.98, 2e-3);
  EXPECT_TRUE(scale.is_percentiles);
  EXPECT_EQ(scale.color(1e4F), viridis(1));
  const OverlayScale set = scale_of(a_thousand_and({1e4F}), {}, ColorRange{0, 2});
  EXPECT_EQ(set.range, (ColorRange{0, 2}));
  EXPECT_FALSE(set.is_percentiles);
}

TEST(OverlayScale, DivergesOnlyWhereBothSignsMatter) {
  EXPECT_FALSE(scale_of(a_thousand_and({-1e-6F})).is_centred) << "a tiny negative value";
  const OverlayScale both = scale_of(a_thousand_and(std::vector<float>(500, -0.5F)));
  EXPECT_TRUE(both.is_centred);
  EXPECT_EQ(both.range.low, -both.range.high);
  EXPECT_EQ(both.color(0), red_blue(0.5F));
}

TEST(OverlayScale, LeavesZerosOfAThresholdedMapOutOfItsPercentiles) {
  std::vector<float> values(10000, 0.0F);
  for (int i = 0; i < 200; ++i) values.push_back(3 + float(i) / 200);
  const OverlayScale scale = scale_of({values, {}});
  EXPECT_GT(scale.range.low, 2.9F);
  EXPECT_LT(scale.range.high, 4);
}

TEST(OverlayScale, PaintsInThePaletteAndAboveTheThresholdAskedFor) {
  OverlayStyle style;
  style.palette = "puor";
  style.threshold = 0.5F;
  const OverlayScale scale = scale_of(a_thousand_and({}), style, ColorRange{-1, 3});
  EXPECT_EQ(scale.color(0.4F), std::nullopt);
  EXPECT_EQ(scale.color(-0.4F), std::nullopt);
  EXPECT_EQ(scale.color(3), pu_or(1));
  EXPECT_EQ(scale.color(-1), pu_or(0.5F - 0.5F / 3)) << "0 has the middle";
  style.colors = {{0, 0, 0}, {100, 200, 50}};
  EXPECT_EQ(scale_of(a_thousand_and({}), style, ColorRange{0, 2}).color(1), (Rgb8{50, 100, 25}));
  EXPECT_EQ(error_of([] { number_palette("jet"); }),
            "palette: expected viridis, inferno, Reds, Greys, RdBu, PuOr or coolwarm, found "
            "\"jet\"");
}

TEST(LabelColors, AreTheTablesOrNone) {
  const auto colors = label_colors({std::vector<float>{0, 1, NAN, 0}, {}},
                                   {Rgb8{1, 2, 3}, std::nullopt}, left_cortex());
  EXPECT_EQ(colors[kLh][0], (Rgb8{1, 2, 3}));
  EXPECT_EQ(colors[kLh][1], (Rgb8{238, 238, 238}));
  EXPECT_EQ(colors[kLh][2], (Rgb8{238, 238, 238}));
}

TEST(OverlayColors, SayWhereThereIsNothingToColour) {
  EXPECT_TRUE(scale_of({std::vector<float>{NAN}, {}}).is_empty);
  EXPECT_FALSE(scale_of({std::vector<float>{7}, {}}).is_empty);
}

}  // namespace
}  // namespace cortiscope
