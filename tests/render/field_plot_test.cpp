#include "render/field_plot.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/color/palette.h"

namespace cortiscope {
namespace {

/// Two areas of two fits; nothing is known of the last.
FieldPlot two_by_two() {
  FieldPlot plot;
  plot.title = "Coverage";
  plot.value_name = "maximum over vertices";
  plot.columns = {"V1", "OFA+EBA"};
  FieldPlot::Panel upper_left;
  upper_left.values = Array<float>(Shape{2, 2}, {1, 0, 0, 0});
  upper_left.note = "7 vertices";
  FieldPlot::Panel nothing;
  nothing.note = "no evidence";
  plot.rows = {{"one", {upper_left, upper_left}}, {"two", {upper_left, nothing}}};
  return plot;
}

template <class Item>
std::vector<Item> items_of(const Page& page) {
  std::vector<Item> found;
  for (const auto& item : page.items) {
    if (const auto* one = std::get_if<Item>(&item)) found.push_back(*one);
  }
  return found;
}

TEST(FieldPlot, PaintsValuesFromTheTopLeft) {
  const Page page = draw(two_by_two());
  const std::vector<PictureItem> pictures = items_of<PictureItem>(page);
  ASSERT_EQ(pictures.size(), 4U) << "three panels and the colours";
  const Raster& raster = pictures[0].raster;
  const auto color_at = [&](int x, int y) {
    const std::uint8_t* pixel = raster.at(x, y);
    return Rgb8{pixel[0], pixel[1], pixel[2]};
  };
  EXPECT_EQ(color_at(0, 0), viridis(1));
  EXPECT_EQ(color_at(raster.width - 1, 0), viridis(0));
  EXPECT_EQ(color_at(0, raster.height - 1), viridis(0));
  EXPECT_EQ(pictures[0].box.width, pictures[0].box.height);
  EXPECT_EQ(pictures[0].box.y, pictures[1].box.y);
  EXPECT_LT(pictures[0].box.right(), pictures[1].box.x);
  EXPECT_EQ(pictures[2].box.x, pictures[0].box.x);
  EXPECT_GT(pictures[2].box.y, pictures[0].box.bottom());
}

TEST(FieldPlot, NamesItsColumnsRowsAndColours) {
  const Page page = draw(two_by_two(), 100);
  EXPECT_EQ(page.width_mm, 100);
  std::vector<std::string> words;
  for (const TextItem& text : items_of<TextItem>(page)) {
    words.push_back(text.text);
    EXPECT_GT(text.at.y, 0);
    EXPECT_LT(text.at.y, page.height_mm);
  }
  for (const char* expected : {"V1", "OFA+EBA", "one", "two", "7 vertices", "no evidence",
                               "maximum over vertices", "0", "1"}) {
    EXPECT_NE(std::find(words.begin(), words.end(), expected), words.end()) << expected;
  }
}

TEST(FieldPlot, FitsManyColumnsIntoThePage) {
  FieldPlot plot = two_by_two();
  plot.columns.assign(12, "V1");
  for (FieldPlot::Row& row : plot.rows) row.panels.assign(12, row.panels.front());
  const Page page = draw(plot);
  for (const PictureItem& picture : items_of<PictureItem>(page)) {
    EXPECT_LE(picture.box.right(), page.width_mm);
    EXPECT_LE(picture.box.bottom(), page.height_mm);
  }
}

}  // namespace
}  // namespace cortiscope
