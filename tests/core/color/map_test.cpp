#include "core/color/map.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "core/color/palette.h"
#include "core/color/space_palette.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Three vertices: sure of layer 1, uniform, and without data.
Selectors three_vertices() {
  Selectors s;
  s.layer = Array<float>(Shape{3, 2}, {1, 0, 0.5F, 0.5F, kNan, kNan});
  s.space = Array<float>(Shape{3, 2}, {-1, 1, 0, 0, kNan, 0});
  s.scale = Array<float>(Shape{3}, {0, 1, kNan});
  return s;
}

TEST(ParseMap, ReadsEveryNameItWrites) {
  for (const char* name : {"layer", "space", "scale", "score", "weight:12", "curvature"}) {
    EXPECT_EQ(name_of(parse_map(name)), name);
  }
  EXPECT_EQ(parse_map("weight:12").layer, 12);
}

TEST(ParseMap, RefusesOtherWordsNamingThoseItKnows) {
  EXPECT_EQ(error_of([] { parse_map("depth"); }),
            "map \"depth\": expected layer, space, scale, score, weight:L or curvature (L counts "
            "layers from 1)");
  for (const char* bad : {"", "weight", "weight:", "weight:0", "weight:x", "weight:-1", "Layer"}) {
    EXPECT_NE(error_of([&] { parse_map(bad); }), "(no error)") << bad;
  }
}

TEST(MapColors, LayerIsCoolwarmDarkenedByUncertainty) {
  const MapColors colors = map_colors({MapKind::kLayer}, three_vertices(), {});
  EXPECT_EQ(colors[0], coolwarm(0));
  EXPECT_EQ(colors[1], times_brightness(coolwarm(0), 0.2F));
  EXPECT_FALSE(colors[2]);
  EXPECT_EQ(layer_color(2, 2, 0.2F), times_brightness(coolwarm(1), 0.688F));  // e = 0.8, cubed
}

TEST(MapColors, OfTheOtherMapsFollowTheirPalettes) {
  const Selectors s = three_vertices();
  EXPECT_EQ(map_colors({MapKind::kSpace}, s, {})[0], space_color(-1, 1));
  EXPECT_EQ(map_colors({MapKind::kScale}, s, {})[1], pu_or(1));
  EXPECT_EQ(map_colors({MapKind::kScore}, s, {0.3F, 2, kNan})[0], reds(0.3F));
  EXPECT_EQ(map_colors({MapKind::kScore}, s, {0.3F, 2, kNan})[1], reds(1));
  EXPECT_EQ(map_colors({MapKind::kScore}, s, {-0.1F, 2, kNan})[0], reds(0));
  EXPECT_FALSE(map_colors({MapKind::kScore}, s, {0.3F, 2, kNan})[2]);
  EXPECT_EQ(map_colors({MapKind::kWeight, 2}, s, {})[1], inferno(0.5F));
  for (const Map map : {Map{MapKind::kSpace}, Map{MapKind::kScale}, Map{MapKind::kWeight, 1}}) {
    EXPECT_FALSE(map_colors(map, s, {})[2]) << name_of(map);
  }
}

TEST(MapColors, RefuseALayerThatTheNetworkDoesNotHave) {
  EXPECT_EQ(error_of([] {
              map_colors({MapKind::kWeight, 3}, three_vertices(), {});
            }),
            "map \"weight:3\": expected a layer in 1..2");
}

TEST(MapColors, SpreadThePaletteOverTheRange) {
  Selectors selectors = three_vertices();
  selectors.scale.values = {0.2F, 0.3F, 0.9F};
  const MapColors scale = map_colors({MapKind::kScale}, selectors, {}, {0.2F, 0.4F});
  EXPECT_EQ(*scale[0], pu_or(0));
  EXPECT_EQ(*scale[1], pu_or(0.5F));
  EXPECT_EQ(*scale[2], pu_or(1));
  const MapColors score = map_colors({MapKind::kScore}, selectors, {0, 0.25F, 0.5F}, {0, 0.5F});
  EXPECT_EQ(*score[1], reds(0.5F));
  EXPECT_EQ(*score[2], reds(1));
  const MapColors layer = map_colors({MapKind::kLayer}, selectors, {});
  EXPECT_EQ(map_colors({MapKind::kLayer}, selectors, {}, {0, 0.5F}), layer);
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
