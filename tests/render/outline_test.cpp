#include "render/outline.h"

#include <gtest/gtest.h>

#include "tests/render/planted_surfaces.h"

namespace cortiscope {
namespace {

TEST(BorderLines, GoAroundAPatchOnce) {
  // The inner 4 x 4 vertices of a sheet of 9 x 9.
  std::vector<int> patch;
  for (int y = 3; y < 7; ++y) {
    for (int x = 3; x < 7; ++x) patch.push_back(y * 10 + x);
  }
  const std::vector<Line> lines = border_lines(sheet(9, 9), patch);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].front(), lines[0].back());
  for (const Eigen::Vector3f& p : lines[0]) {
    const float off = std::max(std::abs(p.x() - 4.5F), std::abs(p.y() - 4.5F));
    EXPECT_GT(off, 1.2F);
    EXPECT_LT(off, 2.3F);
  }
}

TEST(BorderLines, AreOpenWhereTheSurfaceEnds) {
  std::vector<int> left_half;
  for (int y = 0; y <= 9; ++y) {
    for (int x = 0; x < 5; ++x) left_half.push_back(y * 10 + x);
  }
  const std::vector<Line> lines = border_lines(sheet(9, 9), left_half);
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_NE(lines[0].front(), lines[0].back());
  EXPECT_NEAR(std::abs(lines[0].front().y() - lines[0].back().y()), 9, 0.01);
}

TEST(BorderLines, AreNoneAroundAllAndAroundNothing) {
  const Surface surface = sheet(3, 3);
  std::vector<int> all(surface.vertices.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = int(i);
  EXPECT_TRUE(border_lines(surface, all).empty());
  EXPECT_TRUE(border_lines(surface, {}).empty());
}

TEST(RegionBorders, AreThoseOfEachRegionInItsColour) {
  const Surface surface = sheet(9, 9);
  std::vector<Region> regions = {{"left", {}, Rgb8{1, 2, 3}}, {"inner", {}}};
  for (int y = 0; y <= 9; ++y) {
    for (int x = 0; x < 5; ++x) regions[0].vertices.push_back(y * 10 + x);
  }
  for (int y = 3; y < 7; ++y) {  // it overlaps the other
    for (int x = 3; x < 7; ++x) regions[1].vertices.push_back(y * 10 + x);
  }
  const Rgb8 dark = {20, 20, 20};
  const std::vector<ColoredLine> borders = region_borders(regions, surface, dark);
  ASSERT_EQ(borders.size(), 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_EQ(borders[i].line, border_lines(surface, regions[i].vertices).front());
  }
  EXPECT_EQ(borders[0].color, (Rgb8{1, 2, 3}));
  EXPECT_TRUE(borders[0].is_wide) << "for its colour to be seen";
  EXPECT_FALSE(borders[1].is_wide);
  EXPECT_EQ(borders[1].color, dark) << "it has none of its own";
}

TEST(InnerShare, TellsAPatchFromScatteredVertices) {
  std::vector<int> patch, scattered;
  for (int y = 0; y <= 20; ++y) {
    for (int x = 0; x < 11; ++x) patch.push_back(y * 21 + x);
    for (int x = 0; x <= 20; x += 3) scattered.push_back(y * 21 + x);
  }
  EXPECT_GT(inner_share(sheet(20, 20), patch), 0.8F);
  EXPECT_EQ(inner_share(sheet(20, 20), scattered), 0);
}

}  // namespace
}  // namespace cortiscope
