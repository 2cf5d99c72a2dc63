#include "core/simulate/scene_stimulus.h"

#include <gtest/gtest.h>

#include <set>
#include <tuple>

namespace cortiscope {
namespace {

std::size_t color_count(const Image& image) {
  std::set<std::tuple<int, int, int>> colors;
  for (const Rgb8 pixel : image.pixels) colors.insert({pixel.r, pixel.g, pixel.b});
  return colors.size();
}

TEST(DrawScene, SameSeedSameSceneOtherSeedOther) {
  Random first(5), again(5), other(6);
  const Image image = draw_scene(64, first);
  EXPECT_EQ(image.pixels, draw_scene(64, again).pixels);
  EXPECT_NE(image.pixels, draw_scene(64, other).pixels);
  EXPECT_NE(image.pixels, draw_scene(64, first).pixels);  // the next one
  EXPECT_EQ(image.width, 64);
  EXPECT_EQ(image.height, 64);
}

TEST(DrawScene, HoldsManyColors) {
  Random random(1);
  for (int i = 0; i < 5; ++i) EXPECT_GT(color_count(draw_scene(64, random)), 100U);
}

TEST(CropPhotograph, TakesColorsFromThePhotographOnly) {
  Image photograph(40, 30, {10, 20, 30});
  Random random(2);
  for (const int size : {8, 64}) {
    const Image crop = crop_photograph(photograph, size, random);
    EXPECT_EQ(crop.pixels, Image(size, size, {10, 20, 30}).pixels);
  }
}

TEST(CropPhotograph, KeepsLeftAndRightOrMirrorsThem) {
  Image photograph(64, 64);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) photograph.at(x, y) = {std::uint8_t(x), std::uint8_t(y), 0};
  }
  Random random(3);
  int mirrored = 0;
  for (int i = 0; i < 100; ++i) {
    const Image crop = crop_photograph(photograph, 16, random);
    EXPECT_LT(crop.at(0, 0).g, crop.at(0, 15).g);
    mirrored += crop.at(0, 0).r > crop.at(15, 0).r;
  }
  EXPECT_GT(mirrored, 25);
  EXPECT_LT(mirrored, 75);
}

}  // namespace
}  // namespace cortiscope
