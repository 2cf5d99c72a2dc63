#include "core/color/map_colors.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "core/color/palette.h"

namespace cortiscope {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

TEST(ColorsWhereFinite, LeaveOutAVertexWithAnyNumberThatIsNotFinite) {
  const float infinity = std::numeric_limits<float>::infinity();
  const MapColors colors =
      colors_where_finite({0, 1, kNan, 1, 0, infinity, 2, 3}, 2, [](std::size_t i) {
        return i == 3 ? std::nullopt : std::optional(Rgb8{std::uint8_t(i), 0, 0});
      });
  EXPECT_EQ(colors, (MapColors{Rgb8{0, 0, 0}, std::nullopt, std::nullopt, std::nullopt}));
}

TEST(LayerColor, IsCoolwarmDarkenedByUncertainty) {
  EXPECT_EQ(layer_color(1, 2, 1), coolwarm(0));
  EXPECT_EQ(layer_color(1, 2, 0), times_brightness(coolwarm(0), 0.2F));
  EXPECT_EQ(layer_color(2, 2, 0.2F), times_brightness(coolwarm(1), 0.688F));  // e = 0.8, cubed
}

TEST(MaskBelowCeiling, TakesOnlyTheNoisyVertices) {
  MapColors colors(3, Rgb8{1, 2, 3});
  mask_below_ceiling(colors, {0.5F, 0.01F, kNan}, 0.05F);
  EXPECT_TRUE(colors[0]);
  EXPECT_FALSE(colors[1]);
  EXPECT_FALSE(colors[2]);
  mask_below_ceiling(colors, {}, 0.05F);
  EXPECT_TRUE(colors[0]);
}

TEST(Paint, ShowsTheUnderlayWhereThereIsNoData) {
  Subject subject;
  for (const Hemisphere h : kHemispheres) subject.cortex[h].curvature = {0.5F, -0.5F, 0};
  subject.vertices = {{{1}, {0, 2}}};
  const auto painted = paint(subject, {Rgb8{9, 9, 9}, std::nullopt, Rgb8{7, 7, 7}});
  const auto underlay = curvature_colors(subject.cortex[kLh], Underlay::kFaint);
  EXPECT_EQ(painted[kLh], (std::vector<Rgb8>{underlay[0], {9, 9, 9}, underlay[2]}));
  EXPECT_EQ(painted[kRh], (std::vector<Rgb8>{underlay[0], underlay[1], {7, 7, 7}}));
}

TEST(CurvatureColors, AreDarkAndFaintOnADarkGround) {
  HemisphereCortex hemisphere;
  hemisphere.curvature = {-1, 1};
  const auto colors = curvature_colors(hemisphere, Underlay::kFaint, Ground::kDark);
  EXPECT_GT(colors[0].r, colors[1].r) << "gyri are light, sulci dark";
  EXPECT_LT(colors[0].r - colors[1].r, 30) << "low contrast";
  EXPECT_LT(colors[0].r, 110) << "no glare";
  const auto bare = curvature_colors(hemisphere, Underlay::kContrast, Ground::kDark);
  EXPECT_GT(bare[0].r - bare[1].r, colors[0].r - colors[1].r);
}

TEST(CurvatureColors, AreDarkInASulcusAndLighterThanAnyLayersGrey) {
  HemisphereCortex hemisphere;
  hemisphere.curvature = {1, -1, kNan};
  for (const Underlay underlay : {Underlay::kFaint, Underlay::kContrast}) {
    const auto colors = curvature_colors(hemisphere, underlay);
    EXPECT_LT(colors[0].r, colors[1].r);
    EXPECT_LT(colors[2].r, colors[1].r);
  }
  const auto faint = curvature_colors(hemisphere, Underlay::kFaint);
  for (int layer = 1; layer <= 12; ++layer) {
    const Rgb8 c = layer_color(layer, 12, 1);
    EXPECT_LT(std::min({c.r, c.g, c.b}), faint[0].r - 5);
  }
}

}  // namespace
}  // namespace cortiscope
