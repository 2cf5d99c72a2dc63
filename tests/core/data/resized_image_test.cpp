#include "core/data/resized_image.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

TEST(ResizedImage, KeepsAnImageOfThisSize) {
  Image image(3, 2, {9, 8, 7});
  image.at(1, 1) = {200, 100, 0};
  EXPECT_EQ(resized(image, 3, 2).pixels, image.pixels);
}

TEST(ResizedImage, AveragesWhatANewPixelCovers) {
  Image image(64, 64);
  for (int y = 0; y < 64; ++y) {
    for (int x = 0; x < 64; ++x) {
      image.at(x, y) = {std::uint8_t((x + y) % 2 ? 200 : 0), std::uint8_t(x < 32 ? 0 : 240), 50};
    }
  }
  const Image small = resized(image, 4, 8);
  ASSERT_EQ(small.width, 4);
  ASSERT_EQ(small.height, 8);
  EXPECT_EQ(small.at(1, 2).r, 100) << "a fine pattern becomes its mean, not one of its pixels";
  EXPECT_EQ(small.at(0, 5).g, 0);
  EXPECT_EQ(small.at(3, 5).g, 240);
  EXPECT_EQ(small.at(2, 7).b, 50);
}

TEST(ResizedImage, InterpolatesWhatBecomesLarger) {
  Image image(2, 1);
  image.at(1, 0) = {100, 0, 0};
  const Image large = resized(image, 4, 2);
  EXPECT_EQ(large.at(0, 1).r, 0);
  EXPECT_EQ(large.at(1, 1).r, 25);
  EXPECT_EQ(large.at(2, 0).r, 75);
  EXPECT_EQ(large.at(3, 0).r, 100);
}

}  // namespace
}  // namespace cortiscope
