#include "render/cortex_wall.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "render/headless_window.h"
#include "tests/render/planted_surfaces.h"

namespace cortiscope {
namespace {

constexpr int kWidth = 240, kHeight = 160;  // of a tile
constexpr int kColumns = 4, kRows = 3;
constexpr int kGap = 6, kMargin = 11;

std::shared_ptr<const Cortex> two_balls(float radius) {
  Cortex cortex;
  for (const Hemisphere h : kHemispheres) cortex[h].surfaces[SurfaceKind::kInflated] = ball(radius);
  return std::make_shared<const Cortex>(std::move(cortex));
}

std::array<std::vector<Rgb8>, 2> striped(const Cortex& cortex, std::size_t shift) {
  std::array<std::vector<Rgb8>, 2> colors;
  for (const Hemisphere h : kHemispheres) {
    for (int v = 0; v < cortex[h].vertex_count(); ++v) {
      colors[h].push_back({std::uint8_t(v + 20 * int(shift)), std::uint8_t(v / 16), 128});
    }
  }
  return colors;
}

/// From a direction along no axis, and larger than it fits.
CortexCamera tilted() {
  return zoomed(turned(cortex_camera_from(Side::kPosterior), {0.13F, 0.08F}, kLh), 1.3F, {0, 0});
}

/// A wall of 4 x 3 tiles with a gap between them, each in colours of its own.
struct Tiles {
  std::vector<std::shared_ptr<const Cortex>> subjects = {two_balls(60), two_balls(50),
                                                         two_balls(60)};
  CortexWall wall;
  int width = 2 * kMargin + kColumns * kWidth + (kColumns - 1) * kGap;
  int height = 2 * kMargin + kRows * kHeight + (kRows - 1) * kGap;

  Tiles() {
    wall.set_tile_count(std::size_t(kColumns * kRows));
    for (std::size_t i = 0; i < wall.tile_count(); ++i) show(wall.tile(i), i);
    wall.set_camera(tilted());
    std::vector<WallPane> panes;
    for (std::size_t i = 0; i < wall.tile_count(); ++i) panes.push_back({i, box(i), box(i)});
    wall.place(width, height, 1, panes);
  }

  PixelBox box(std::size_t tile) const {
    const int column = int(tile) % kColumns, row = int(tile) / kColumns;
    return {kMargin + column * (kWidth + kGap), kMargin + row * (kHeight + kGap), kWidth, kHeight};
  }
  const std::shared_ptr<const Cortex>& subject_of(std::size_t tile) const {
    return subjects[tile / std::size_t(kColumns)];
  }
  void show(CortexView& view, std::size_t tile) const {
    view.show(subject_of(tile), SurfaceKind::kInflated);
    view.set_colors(striped(*subject_of(tile), tile));
  }
  /// What a view of a tile's own draws.
  Raster alone(std::size_t tile, int times = 1) const {
    CortexView view;
    view.set_size(times * kWidth, times * kHeight);
    show(view, tile);
    view.set_camera(wall.camera());
    return view.draw();
  }
};

std::vector<std::uint8_t> part_of(const Raster& raster, const PixelBox& box) {
  std::vector<std::uint8_t> part;
  for (int y = box.y; y < box.y + box.height; ++y) {
    part.insert(part.end(), raster.at(box.x, y), raster.at(box.x, y) + 4 * box.width);
  }
  return part;
}

/// The share of the bytes of two pictures of one size that differ. At another place of the frame a
/// pixel at an edge may fall on its other side.
double differing(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
  if (a.size() != b.size()) return 1;
  std::size_t count = 0;
  for (std::size_t i = 0; i < a.size(); ++i) count += a[i] != b[i];
  return double(count) / double(a.size());
}

constexpr double kAtEdges = 0.001;

TEST(CortexWall, DrawsInEachTileTheImageOfAViewOfItsOwn) {
  Tiles tiles;
  HeadlessWindow window;
  const Raster all = tiles.wall.draw_in(window);
  ASSERT_EQ(all.width, tiles.width);
  ASSERT_EQ(all.height, tiles.height);
  for (std::size_t i = 0; i < tiles.wall.tile_count(); ++i) {
    EXPECT_LT(differing(part_of(all, tiles.box(i)), tiles.alone(i).rgba), kAtEdges) << "tile " << i;
  }
  EXPECT_GT(differing(tiles.alone(0).rgba, tiles.alone(1).rgba), 10 * kAtEdges) << "other colours";
  EXPECT_GT(differing(tiles.alone(0).rgba, tiles.alone(4).rgba), 10 * kAtEdges)
      << "another subject";
}

TEST(CortexWall, HasItsBackgroundBetweenTilesAndWhereNoneIsPlaced) {
  Tiles tiles;
  HeadlessWindow window;
  const Rgb8 ground = {20, 30, 40};
  tiles.wall.set_background(ground);
  const auto is_ground = [&](const Raster& raster, const PixelBox& box) {
    for (int y = box.y; y < box.y + box.height; ++y) {
      for (int x = box.x; x < box.x + box.width; ++x) {
        const std::uint8_t* p = raster.at(x, y);
        if (Rgb8{p[0], p[1], p[2]} != ground || p[3] != 255) return false;
      }
    }
    return true;
  };
  const PixelBox last = tiles.box(11);
  const Raster all = tiles.wall.draw_in(window);
  EXPECT_TRUE(is_ground(all, {0, 0, kMargin, tiles.height}));
  EXPECT_TRUE(is_ground(all, {kMargin + kWidth, 0, kGap, tiles.height}));
  EXPECT_FALSE(is_ground(all, last));
  std::vector<WallPane> panes = tiles.wall.panes();
  panes.pop_back();
  tiles.wall.place(tiles.width, tiles.height, 1, panes);
  EXPECT_TRUE(is_ground(tiles.wall.draw_in(window), last)) << "drawn before, placed no more";
}

TEST(CortexWall, FindsTheTileAndItsVertexAtAPixel) {
  Tiles tiles;
  int found = 0;
  for (const std::size_t tile : {std::size_t(0), std::size_t(6), std::size_t(11)}) {
    CortexView alone;
    alone.set_size(kWidth, kHeight);
    tiles.show(alone, tile);
    alone.set_camera(tiles.wall.camera());
    const PixelBox box = tiles.box(tile);
    for (int y = 5; y < kHeight; y += 31) {
      for (int x = 5; x < kWidth; x += 29) {
        const auto expected = alone.vertex_at(x, y);
        const auto seen = tiles.wall.vertex_at(box.x + x, box.y + y);
        ASSERT_EQ(seen.has_value(), expected.has_value()) << tile << ": " << x << ", " << y;
        if (!expected) continue;
        ++found;
        EXPECT_EQ(seen->tile, tile);
        EXPECT_EQ(seen->vertex, *expected);
        const auto back = tiles.wall.place_of(*seen);
        ASSERT_TRUE(back);
        EXPECT_NEAR((back->pixel - Eigen::Vector2d(box.x + x, box.y + y)).norm(), 0, 8);
        EXPECT_FALSE(back->is_hidden);
      }
    }
  }
  EXPECT_GT(found, 20);
  EXPECT_FALSE(tiles.wall.vertex_at(kMargin / 2, kMargin / 2)) << "in the margin";
  EXPECT_EQ(tiles.wall.pane_at(kMargin + kWidth + 1, 50), nullptr) << "in the gap";
}

TEST(CortexWall, ShowsTwoTilesOnEitherSideOfADivider) {
  Tiles tiles;
  const int wide = 2 * kWidth, high = 2 * kHeight, divider = 2 * kWidth / 3;
  const PixelBox whole = {0, 0, wide, high};
  const PixelBox left = {0, 0, divider, high}, right = {divider, 0, wide - divider, high};
  tiles.wall.place(wide, high, 1, {{1, whole, left}, {6, whole, right}});
  HeadlessWindow window;
  const Raster both = tiles.wall.draw_in(window);
  const Raster first = tiles.alone(1, 2), second = tiles.alone(6, 2);
  EXPECT_LT(differing(part_of(both, left), part_of(first, left)), kAtEdges);
  EXPECT_LT(differing(part_of(both, right), part_of(second, right)), kAtEdges);
  ASSERT_GT(differing(part_of(first, right), part_of(second, right)), 10 * kAtEdges);
  const auto at_left = tiles.wall.vertex_at(wide / 4.0, high / 2.0);
  const auto at_right = tiles.wall.vertex_at(3 * wide / 4.0, high / 2.0);
  ASSERT_TRUE(at_left && at_right);
  EXPECT_EQ(at_left->tile, 1U);
  EXPECT_EQ(at_right->tile, 6U);
  EXPECT_FALSE(tiles.wall.place_of({1, at_right->vertex})) << "the other tile is drawn there";
}

}  // namespace
}  // namespace cortiscope
