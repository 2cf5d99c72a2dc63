#include "core/color/overlay_colors.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/color/palette.h"
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
  EXPECT_FALSE(scale.is_diverging);
  EXPECT_EQ(scale.range, (ColorRange{2, 6}));
  EXPECT_EQ(scale.color(2), viridis(0));
  EXPECT_EQ(scale.color(6), viridis(1));
  EXPECT_EQ(scale.color(100), viridis(1));
}

TEST(OverlayColors, SayWhereThereIsNothingToColour) {
  EXPECT_TRUE(scale_of({std::vector<float>{NAN}, {}}).is_empty);
  EXPECT_FALSE(scale_of({std::vector<float>{7}, {}}).is_empty);
}

}  // namespace
}  // namespace cortiscope
