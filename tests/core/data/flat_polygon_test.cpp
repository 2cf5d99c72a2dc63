#include "core/data/flat_polygon.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

/// A grid of 5 x 5 vertices at whole millimetres, number 5 y + x, and one that no triangle uses, in
/// the middle of it.
Surface grid() {
  Surface flat;
  for (int y = 0; y < 5; ++y) {
    for (int x = 0; x < 5; ++x) flat.vertices.emplace_back(float(x), float(y), 40.0F * float(x));
  }
  for (int y = 0; y < 4; ++y) {
    for (int x = 0; x < 4; ++x) {
      const int v = 5 * y + x;
      flat.triangles.emplace_back(v, v + 1, v + 5);
      flat.triangles.emplace_back(v + 1, v + 6, v + 5);
    }
  }
  flat.vertices.emplace_back(2, 2, 0);
  return flat;
}

using Outline = std::vector<Eigen::Vector2f>;

TEST(VerticesInside, AreThoseThatAnOutlineGoesAroundInEitherDirection) {
  const Outline square = {{0.5F, 0.5F}, {2.5F, 0.5F}, {2.5F, 2.5F}, {0.5F, 2.5F}};
  const std::vector<int> expected = {6, 7, 11, 12};
  EXPECT_EQ(vertices_inside(grid(), square), expected) << "and not the unused vertex at 2, 2";
  EXPECT_EQ(vertices_inside(grid(), Outline(square.rbegin(), square.rend())), expected);
}

TEST(VerticesInside, OfABayAreNotThoseInTheBay) {
  // A U: the middle column is in its mouth, down to its floor.
  const Outline u = {{0.5F, 0.5F}, {3.5F, 0.5F}, {3.5F, 3.5F}, {2.5F, 3.5F},
                     {2.5F, 1.5F}, {1.5F, 1.5F}, {1.5F, 3.5F}, {0.5F, 3.5F}};
  EXPECT_EQ(vertices_inside(grid(), u), (std::vector<int>{6, 7, 8, 11, 13, 16, 18}));
}

TEST(VerticesInside, OfAnOutlineThatCrossesItselfAreThoseGoneAroundOnce) {
  // Twice around a square of nine, the second time smaller: the middle one is outside again.
  const Outline twice = {{0.5F, 0.5F}, {3.5F, 0.5F}, {3.5F, 3.5F}, {0.5F, 3.5F}, {0.5F, 0.5F},
                         {1.5F, 1.5F}, {2.5F, 1.5F}, {2.5F, 2.5F}, {1.5F, 2.5F}, {1.5F, 1.5F}};
  EXPECT_EQ(vertices_inside(grid(), twice), (std::vector<int>{6, 7, 8, 11, 13, 16, 17, 18}));
  // A bow tie: its halves below and above the crossing at 2, 2.
  const Outline bow = {{0.4F, 0.6F}, {3.6F, 0.6F}, {0.4F, 3.4F}, {3.6F, 3.4F}};
  EXPECT_EQ(vertices_inside(grid(), bow), (std::vector<int>{6, 7, 8, 16, 17, 18}));
}

TEST(VerticesInside, CountEachCornerOnceThoughTheOutlinesGoThroughVertices) {
  // Four squares that meet at vertex 12 share their sides: each vertex belongs to one of them.
  std::size_t all = 0;
  for (const Eigen::Vector2f& low : {Eigen::Vector2f(-1, -1), Eigen::Vector2f(2, -1),
                                     Eigen::Vector2f(-1, 2), Eigen::Vector2f(2, 2)}) {
    const Eigen::Vector2f high = low + Eigen::Vector2f(3, 3);
    all += vertices_inside(grid(), {low, {high.x(), low.y()}, high, {low.x(), high.y()}}).size();
  }
  EXPECT_EQ(all, 25U);
  EXPECT_EQ(vertices_inside(grid(), {{2, 0.5F}, {3.5F, 2}, {2, 3.5F}, {0.5F, 2}}),
            (std::vector<int>{7, 11, 12, 13, 17}))
      << "two corners at the height of vertices";
}

TEST(VerticesInside, AreNoneWithoutAnInside) {
  EXPECT_TRUE(vertices_inside(grid(), {}).empty());
  EXPECT_TRUE(vertices_inside(grid(), {{0, 0}, {4, 4}}).empty());
  EXPECT_TRUE(vertices_inside(grid(), {{1.2F, 1.2F}, {1.8F, 1.2F}, {1.5F, 1.8F}}).empty())
      << "between vertices";
  EXPECT_TRUE(vertices_inside(Surface{}, {{0, 0}, {4, 0}, {0, 4}}).empty());
}

}  // namespace
}  // namespace cortiscope
