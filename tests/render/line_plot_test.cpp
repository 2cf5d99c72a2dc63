#include "render/line_plot.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "render/page_files.h"

namespace cortiscope {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
const Rgb8 kOrange = {230, 159, 0}, kBlue = {0, 114, 178};

LinePlot two_lines() {
  LinePlot plot;
  plot.title = "Stages";
  plot.value_name = "expected layer";
  plot.places = {"V1", "V2", "V3", "FFA+FBA+PPA+VWFA+RSC+OFA+OWFA+EBA"};
  plot.lines = {
      {"aligned <1>", kOrange, {{0, 0.25, 0.2, 0.3}, {1, 0.5, 0.4, 0.6}}},
      {"untrained", kBlue, {{0, 0.5, kNan, kNan}, {1, 0.5, kNan, kNan}, {3, 1, 0.9, 1.4}}}};
  return plot;
}

std::vector<PathItem> paths_of(const Page& page, Rgb8 stroke) {
  std::vector<PathItem> found;
  for (const auto& item : page.items) {
    const auto* path = std::get_if<PathItem>(&item);
    if (path && path->stroke && *path->stroke == stroke) found.push_back(*path);
  }
  return found;
}

bool is_near(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y) < 1e-9; }

bool has_segment(const std::vector<PathItem>& paths, Point from, Point to) {
  return std::any_of(paths.begin(), paths.end(), [&](const PathItem& path) {
    return path.points.size() == 2 && is_near(path.points[0], from) && is_near(path.points[1], to);
  });
}

TEST(LinePlot, PutsValuesAtTheirHeights) {
  const LinePlot plot = two_lines();
  const PlotLayout layout = layout_of(plot, {});
  const Box& box = layout.box;
  EXPECT_NEAR(position_of(plot, layout, 0, 0, 0).y, box.bottom(), 1e-9);
  EXPECT_NEAR(position_of(plot, layout, 0, 0, 1).y, box.y, 1e-9);
  EXPECT_NEAR(position_of(plot, layout, 0, 0, 0.25).y, box.y + 0.75 * box.height, 1e-9);
  EXPECT_NEAR(position_of(plot, layout, 1, 3, 1.4).y, box.y, 1e-9) << "ends at the frame";
  const double place = box.width / 4;
  const double first = position_of(plot, layout, 0, 2, 0).x;
  const double second = position_of(plot, layout, 1, 2, 0).x;
  EXPECT_NEAR((first + second) / 2, box.x + 2.5 * place, 1e-9);
  EXPECT_GT(second - first, 0.5) << "beside each other";
  EXPECT_LT(second - first, place / 2);
}

TEST(LinePlot, DrawsIntervalsAndLeavesGaps) {
  const LinePlot plot = two_lines();
  const PlotLayout layout = layout_of(plot, {});
  const Page page = draw(plot);
  const auto at = [&](std::size_t line, std::size_t place, double value) {
    return position_of(plot, layout, line, place, value);
  };
  const auto orange = paths_of(page, kOrange), blue = paths_of(page, kBlue);
  EXPECT_TRUE(has_segment(orange, at(0, 0, 0.25), at(0, 1, 0.5)));
  EXPECT_TRUE(has_segment(orange, at(0, 0, 0.2), at(0, 0, 0.3)));
  EXPECT_TRUE(has_segment(orange, at(0, 1, 0.4), at(0, 1, 0.6)));
  EXPECT_TRUE(has_segment(blue, at(1, 0, 0.5), at(1, 1, 0.5)));
  EXPECT_FALSE(has_segment(blue, at(1, 1, 0.5), at(1, 3, 1))) << "V3 has no value";
  EXPECT_TRUE(has_segment(blue, at(1, 3, 0.9), at(1, 3, 1.4)));
}

TEST(LinePlot, MarksALineByItsWidth) {
  LinePlot plot = two_lines();
  plot.lines[0].is_marked = true;
  const Page page = draw(plot);
  const auto orange = paths_of(page, kOrange), blue = paths_of(page, kBlue);
  ASSERT_FALSE(orange.empty());
  ASSERT_FALSE(blue.empty());
  EXPECT_GT(orange[0].stroke_mm, blue[0].stroke_mm);
}

TEST(LinePlot, KeepsAllItsTextOnThePage) {
  for (const PlotStyle& style : {PlotStyle{}, PlotStyle{60, 40, 6}}) {
    const Page page = draw(two_lines(), style);
    for (const auto& item : page.items) {
      const auto* words = std::get_if<TextItem>(&item);
      if (!words) continue;
      const double width = text_width_mm(words->text, words->size_pt);
      const double left = words->at.x - (words->align == Align::kLeft     ? 0
                                         : words->align == Align::kCenter ? width / 2
                                                                          : width);
      EXPECT_GE(left, 0) << words->text;
      EXPECT_LE(left + width, page.width_mm) << words->text;
      EXPECT_LE(words->at.y, page.height_mm) << words->text;
    }
  }
}

TEST(LinePlot, BreaksLongPlacesAfterPlusSigns) {
  const LinePlot plot = two_lines();
  const PlotLayout layout = layout_of(plot, {});
  const std::vector<std::string>& lines = layout.labels[3];
  EXPECT_GT(lines.size(), 1U);
  std::string joined;
  for (const std::string& line : lines) joined += line;
  EXPECT_EQ(joined, plot.places[3]);
}

TEST(LinePlot, WritesItsTextIntoSvg) {
  const std::string svg = page_bytes(draw(two_lines()), ".svg", 300, "null");
  for (const char* expected :
       {"<title>Stages</title>", ">V1</text>", ">V3</text>", ">aligned &lt;1&gt;</text>",
        ">untrained</text>", ">expected layer</text>", ">0.75</text>", "#e69f00", "#0072b2"}) {
    EXPECT_NE(svg.find(expected), std::string::npos) << expected;
  }
}

TEST(LinePlot, SaysHowManyNamesAreLeftOut) {
  LinePlot plot = two_lines();
  for (int i = 0; i < 60; ++i) plot.lines.push_back({"model " + std::to_string(i), kBlue, {}});
  const std::string svg = svg_bytes(draw(plot), "null");
  EXPECT_NE(svg.find(" more</text>"), std::string::npos);
  EXPECT_EQ(svg.find(">model 59</text>"), std::string::npos);
}

TEST(LinePlot, IsTheSameAsAPicture) {
  PlotStyle style;
  style.background = {30, 33, 38};
  const Raster picture = picture_of(draw(two_lines(), style), 96);
  EXPECT_EQ(picture.width, int(std::lround(style.width_mm / 25.4 * 96)));
  EXPECT_EQ((Rgb8{picture.at(0, 0)[0], picture.at(0, 0)[1], picture.at(0, 0)[2]}),
            style.background);
}

TEST(LinePlot, StaysLegibleWhereItIsLow) {
  PlotStyle low;
  low.width_mm = 60;
  low.height_mm = 24;
  low.has_legend = false;
  const PlotLayout layout = layout_of(two_lines(), low), high = layout_of(two_lines(), {});
  EXPECT_EQ(layout.labels[3], (std::vector<std::string>{"FFA +7"}));
  EXPECT_GT(high.labels[3].size(), 1U);
  EXPECT_GT(layout.box.height, low.height_mm / 4);
  EXPECT_LT(layout.steps, high.steps) << "or their numbers would overlap";
  PlotStyle with_legend = low;
  with_legend.has_legend = true;
  EXPECT_GT(layout.box.width, layout_of(two_lines(), with_legend).box.width);
  const Page page = draw(two_lines(), low);
  const bool has_name = std::any_of(page.items.begin(), page.items.end(), [](const auto& item) {
    const auto* text = std::get_if<TextItem>(&item);
    return text && text->text == "untrained";
  });
  EXPECT_FALSE(has_name);
}

}  // namespace
}  // namespace cortiscope
