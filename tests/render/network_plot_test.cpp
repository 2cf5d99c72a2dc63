// The network under the brain in figures: heights of blocks, ribbons, names and shares.
#include "render/network_plot.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "render/network_layout.h"
#include "render/page_files.h"

namespace cortiscope {
namespace {

constexpr Rgb8 kColors[] = {{200, 10, 10}, {10, 200, 10}, {10, 10, 200}, {90, 90, 10}};

/// Four layers, read by a half, a quarter, a quarter and none.
NetworkPlot four_layers() {
  NetworkPlot plot;
  plot.title = "V1 · 8 vertices";
  const float shares[] = {0.5F, 0.25F, 0.25F, 0};
  for (int l = 0; l < 4; ++l) {
    NetworkPlot::Layer layer;
    layer.name = "layer" + std::string(1, char('a' + l));
    layer.color = kColors[l];
    layer.share = layer.ribbon = shares[l];
    layer.share_text = std::to_string(int(100 * shares[l])) + " %";
    layer.looking = {l, 0, 0, 1};
    layer.mean_scale = l < 3 ? 0.5F : std::numeric_limits<float>::quiet_NaN();
    plot.layers.push_back(layer);
  }
  return plot;
}

constexpr Rgb8 kFirst = {1, 2, 3}, kSecond = {4, 5, 6};

/// The same: three quarters of the first layer's vertices are in one cluster of channels.
NetworkPlot with_channels() {
  NetworkPlot plot = four_layers();
  plot.layers[0].channels = {{kFirst, 0.75F}, {kSecond, 0.25F}};
  return plot;
}

Page drawn(const NetworkPlot& plot, double width_mm) {
  Page page;
  page.width_mm = width_mm;
  add_network(page, plot, {0, 0, width_mm, network_height_mm(plot, width_mm)});
  return page;
}

template <class Item>
std::vector<Item> items(const Page& page) {
  std::vector<Item> found;
  for (const auto& item : page.items) {
    if (const auto* one = std::get_if<Item>(&item)) found.push_back(*one);
  }
  return found;
}

/// The block of a layer: what is filled with its colour and has an edge.
std::optional<PathItem> block_of(const Page& page, Rgb8 color) {
  for (const PathItem& path : items<PathItem>(page)) {
    if (path.fill == color && path.stroke) return path;
  }
  return std::nullopt;
}

bool has_text(const Page& page, const std::string& text) {
  const std::vector<TextItem> texts = items<TextItem>(page);
  return std::any_of(texts.begin(), texts.end(),
                     [&](const TextItem& item) { return item.text == text; });
}

TEST(NetworkPlot, HasBlocksAsTallAsTheirShares) {
  const Page page = drawn(four_layers(), 100);
  std::vector<double> heights;
  for (const Rgb8 color : kColors) {
    const auto block = block_of(page, color);
    ASSERT_TRUE(block);
    ASSERT_EQ(block->points.size(), 4U);
    heights.push_back(block->points[2].y - block->points[0].y);
    EXPECT_DOUBLE_EQ(block->points[2].y, block_of(page, kColors[0])->points[2].y)
        << "they stand on one line";
  }
  EXPECT_GT(heights[0], 3);
  EXPECT_NEAR(heights[1], heights[0] / 2, 1e-9);
  EXPECT_NEAR(heights[2], heights[0] / 2, 1e-9);
  EXPECT_EQ(heights[3], 0);
}

TEST(NetworkPlot, SaysNamesSharesAndTheRibbon) {
  const Page page = drawn(four_layers(), 100);
  for (const char* text : {"layera", "layerd", "50 %", "25 %", "0 %", "V1 · 8 vertices", "Read by",
                           "Look at", "Scale"}) {
    EXPECT_TRUE(has_text(page, text)) << text;
  }
}

TEST(NetworkPlot, HasARowOfChannelsWhereTheyAreKnown) {
  const double width = 100, height = network_height_mm(with_channels(), width);
  const Page page = drawn(with_channels(), width);
  EXPECT_TRUE(has_text(page, "Channels"));
  std::vector<PathItem> parts;
  for (const PathItem& path : items<PathItem>(page)) {
    if (path.fill == kFirst || path.fill == kSecond) parts.push_back(path);
    for (const Point& point : path.points) EXPECT_LE(point.y, height);
  }
  ASSERT_EQ(parts.size(), 2U) << "of one layer";
  const auto width_of = [](const PathItem& part) { return part.points[1].x - part.points[0].x; };
  EXPECT_EQ(parts[0].fill, kFirst);
  EXPECT_GT(width_of(parts[1]), 1) << "mm";
  EXPECT_NEAR(width_of(parts[0]), 3 * width_of(parts[1]), 1e-6);
  EXPECT_NEAR(parts[1].points[0].x, parts[0].points[1].x, 1e-6);
  const std::string svg = svg_bytes(page, "null");
  for (const char* expected : {">Channels</text>", "fill=\"#010203\"", "fill=\"#040506\""}) {
    EXPECT_NE(svg.find(expected), std::string::npos) << expected;
  }
  EXPECT_FALSE(has_text(drawn(four_layers(), width), "Channels"));
  EXPECT_LT(network_height_mm(four_layers(), width), height);
}

TEST(NetworkPlot, ListsWhatHasNoRoomUnderTheBlocks) {
  NetworkPlot plot = four_layers();
  for (NetworkPlot::Layer& layer : plot.layers) layer.name += ".of.a.long.name";
  const double width = 30;
  const Page page = drawn(plot, width);
  EXPECT_FALSE(has_text(page, plot.layers[0].name));
  EXPECT_TRUE(has_text(page, "1")) << "its number";
  std::string all;
  for (const TextItem& item : items<TextItem>(page)) {
    EXPECT_GE(item.size_pt, 5) << item.text;
    EXPECT_LE(text_width_mm(item.text, item.size_pt), width) << item.text;
    EXPECT_LE(item.at.y, network_height_mm(plot, width)) << item.text;
    all += item.text + "\n";
  }
  for (int l = 0; l < 4; ++l) {
    const std::string entry = std::to_string(l + 1) + " " + plot.layers[std::size_t(l)].name;
    EXPECT_NE(all.find(entry), std::string::npos) << entry << " in " << all;
  }
  EXPECT_GT(network_height_mm(plot, width), network_height_mm(four_layers(), width));
}

TEST(NetworkPlot, StaysInItsBoxWithManyLayers) {
  NetworkPlot plot;
  for (int l = 0; l < 48; ++l) {
    NetworkPlot::Layer layer = four_layers().layers[0];
    layer.share = layer.ribbon = 1.0F / 48;
    layer.share_text = "2 %";
    plot.layers.push_back(layer);
  }
  const double width = 58, height = network_height_mm(plot, width);
  for (const PathItem& path : items<PathItem>(drawn(plot, width))) {
    for (const Point& point : path.points) {
      EXPECT_TRUE(point.x >= 0 && point.x <= width && point.y >= 0 && point.y <= height)
          << point.x << ", " << point.y;
    }
  }
}

TEST(NetworkPlaces, HaveRoomForARowOfChannelsOnlyWhereThereIsOne) {
  NetworkSizes sizes;
  sizes.line = sizes.gap = sizes.bar = sizes.scale = 1;
  sizes.most_block = 10;
  sizes.least_free = 20;
  const auto column = [&] {
    return network_places({0, 0, 100, 40}, sizes, {0.75F, 0.25F}).columns[1];
  };
  const double least = least_network_height(sizes);
  EXPECT_EQ(column().channels.height, 0);
  EXPECT_DOUBLE_EQ(column().scale.bottom() + sizes.gap, 40) << "the lowest row";
  sizes.channels = 2;
  EXPECT_DOUBLE_EQ(least_network_height(sizes), least + sizes.channels + sizes.gap);
  const NetworkPlaces::Column with = column();
  EXPECT_DOUBLE_EQ(with.channels.y, with.scale.bottom() + sizes.gap);
  EXPECT_DOUBLE_EQ(with.channels.height, 2);
  EXPECT_DOUBLE_EQ(with.channels.x, with.block.x);
  EXPECT_DOUBLE_EQ(with.channels.width, with.block.width);
  EXPECT_DOUBLE_EQ(with.channels.bottom() + sizes.gap, 40);
  EXPECT_DOUBLE_EQ(with.all.bottom(), 40) << "the pointer on it is on the layer";
}

TEST(NetworkPlaces, DivideABarByShares) {
  const std::vector<Box> parts = parts_of({10, 2, 8, 1}, {0.25F, 0.75F});
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_DOUBLE_EQ(parts[0].x, 10);
  EXPECT_DOUBLE_EQ(parts[0].width, 2);
  EXPECT_DOUBLE_EQ(parts[1].x, 12);
  EXPECT_DOUBLE_EQ(parts[1].right(), 18);
  EXPECT_DOUBLE_EQ(parts[1].y, 2);
  EXPECT_DOUBLE_EQ(parts[1].height, 1);
}

TEST(NetworkRibbons, GoFromTheirPartOfTheBarToTheirBlocks) {
  NetworkSizes sizes;
  sizes.line = sizes.gap = sizes.bar = sizes.scale = 1;
  sizes.most_block = 10;
  sizes.least_free = 20;
  const std::vector<float> blocks = {0.5F, 0.25F, 0.25F, 0}, ribbon = {0, 0.75F, 0.25F, 0};
  const NetworkPlaces places = network_places({0, 0, 100, 30}, sizes, blocks);
  const std::vector<NetworkRibbon> ribbons = network_ribbons(places, ribbon, 0.1);
  ASSERT_EQ(ribbons.size(), 2U) << "of layers without a share there is none";
  EXPECT_EQ(ribbons[0].layer, 1U);
  EXPECT_DOUBLE_EQ(ribbons[0].part.x, places.bar.x);
  EXPECT_NEAR(ribbons[0].part.width, 0.75 * places.bar.width, 1e-5);
  EXPECT_NEAR(ribbons[1].part.right(), places.bar.right(), 1e-5);
  for (const NetworkRibbon& one : ribbons) {
    const Box& block = places.columns[one.layer].block;
    EXPECT_DOUBLE_EQ(one.outline.front().x, one.part.x);
    EXPECT_DOUBLE_EQ(one.outline.front().y, places.bar.bottom());
    const Point arrived = one.outline[one.outline.size() / 2 - 1];
    EXPECT_NEAR(arrived.y, block.y, 1e-9);
    EXPECT_GE(arrived.x, block.x - 1e-9);
    EXPECT_LE(arrived.x, block.x + block.width / 2);
  }
  EXPECT_TRUE(network_ribbons(places, {0, 0, 0, 0}, 1).empty());
  EXPECT_EQ(layer_at(places, {places.columns[2].block.x, 15}), 3);
  EXPECT_EQ(layer_at(places, {50, -1}), 0);
}

TEST(PictureOfLooking, IsAsOpaqueAsTheRootOfTheShare) {
  const Raster picture = picture_of_looking({4, 0, 0, 1}, 2);
  EXPECT_EQ(picture.width, 4);
  EXPECT_EQ(picture.at(0, 0)[3], 255);
  EXPECT_EQ(picture.at(1, 1)[3], 255) << "the same cell";
  EXPECT_EQ(picture.at(3, 0)[3], 0);
  EXPECT_EQ(picture.at(3, 3)[3], 128);
}

}  // namespace
}  // namespace cortiscope
