#include "render/figure.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/color/map_colors.h"
#include "core/color/palette.h"
#include "core/color/space_palette.h"
#include "core/io/image/image_file.h"
#include "core/io/image/png_file.h"
#include "render/cortex_view.h"
#include "render/page_files.h"
#include "tests/render/planted_cortex.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

// Maps of the planted fit.

MapColors layer_map(const FitResult& fit) {
  const Selectors& selectors = fit.selectors;
  const std::vector<int> chosen = chosen_layers(selectors);
  const std::vector<float> confidence = layer_confidence(selectors);
  return colors_where_finite(selectors.layer.values, selectors.layer_count(), [&](std::size_t i) {
    return layer_color(chosen[i] + 1, selectors.layer_count(), confidence[i]);
  });
}

MapColors space_map(const FitResult& fit) {
  const std::vector<float>& space = fit.selectors.space.values;
  return colors_where_finite(
      space, 2, [&](std::size_t i) { return space_color(space[2 * i], space[2 * i + 1]); });
}

MapColors scale_map(const FitResult& fit) {
  const std::vector<float>& scale = fit.selectors.scale.values;
  return colors_where_finite(scale, 1, [&](std::size_t i) { return pu_or(scale[i]); });
}

MapColors score_map(const FitResult& fit) {
  return colors_where_finite(fit.r2, 1, [&](std::size_t i) { return reds(fit.r2[i]); });
}

Legend layer_legend() {
  Legend legend;
  legend.kind = Legend::Kind::kGrid;
  legend.columns = 2;
  legend.color = [](float x, float y) { return layer_color(x < 0.5F ? 1 : 2, 2, 1 - y); };
  legend.low = "1";
  legend.high = "2";
  legend.top = "sure";
  legend.bottom = "unsure";
  return legend;
}

/// One map of the planted fit, nothing else on the page.
Figure bare_figure(const FitResult& fit, MapColors (*map)(const FitResult&)) {
  Figure figure;
  FigureColumn column;
  column.cells.push_back({std::make_shared<const Cortex>(fit.subject.cortex),
                          paint(fit.subject, map(fit)), fit.subject.vertices});
  figure.columns.push_back(column);
  figure.width_mm = 100;
  figure.dpi = 76.2;  // 300 pixels across
  return figure;
}

Image drawn(const Figure& figure) {
  return decode_image(png_bytes(lay_out(figure), figure.dpi, ""), "figure");
}

/// The colour at a share of the image's width and height.
Rgb8 at(const Image& image, double x, double y) {
  return image.at(int(x * image.width), int(y * image.height));
}

enum class Hue { kOrange, kGreen, kMagenta, kCyan, kNone };
Hue hue_of(Rgb8 c) {
  if (c.r > c.g + 40 && c.g > c.b + 20) return Hue::kOrange;
  if (c.g > c.r + 40 && c.g > c.b + 40) return Hue::kGreen;
  if (c.r > c.g + 40 && c.b > c.g + 40) return Hue::kMagenta;
  if (c.b > c.r + 40 && c.g > c.r + 40) return Hue::kCyan;
  return Hue::kNone;
}

TEST(Figure, OfSpaceShowsTheVisualFieldCrossedAndInverted) {
  for (const FlatPose pose : {FlatPose{}, {1.6F, true}}) {
    const Image image = drawn(bare_figure(planted_fit(pose), &space_map));
    EXPECT_EQ(hue_of(at(image, 0.25, 0.15)), Hue::kOrange) << "left dorsal looks lower right";
    EXPECT_EQ(hue_of(at(image, 0.25, 0.85)), Hue::kGreen) << "left ventral looks upper right";
    EXPECT_EQ(hue_of(at(image, 0.75, 0.15)), Hue::kMagenta) << "right dorsal looks lower left";
    EXPECT_EQ(hue_of(at(image, 0.75, 0.85)), Hue::kCyan) << "right ventral looks upper left";
  }
}

TEST(Figure, OfAMirroredFlatmapIsTheSame) {
  const FitResult fit = planted_fit(), mirrored = planted_fit({2.0F, true});
  const Image a = drawn(bare_figure(fit, &scale_map));
  const Image b = drawn(bare_figure(mirrored, &scale_map));
  ASSERT_EQ(a.width, b.width);
  ASSERT_EQ(a.height, b.height);
  EXPECT_EQ(at(a, 0.1, 0.5), at(b, 0.1, 0.5));
  EXPECT_EQ(at(a, 0.9, 0.5), at(b, 0.9, 0.5));
}

TEST(Figure, TurnsThePosteriorEdgesOfBothHemispheresToTheMiddle) {
  // Scale rises from posterior (0, brown) to anterior (1, purple).
  const Image image = drawn(bare_figure(planted_fit(), &scale_map));
  EXPECT_GT(at(image, 0.44, 0.5).r, at(image, 0.44, 0.5).b + 60) << "lh, by the gap";
  EXPECT_GT(at(image, 0.56, 0.5).r, at(image, 0.56, 0.5).b + 60) << "rh, by the gap";
  EXPECT_GT(at(image, 0.08, 0.5).b, at(image, 0.08, 0.5).r + 20) << "lh, outer";
  EXPECT_GT(at(image, 0.92, 0.5).b, at(image, 0.92, 0.5).r + 20) << "rh, outer";
  EXPECT_EQ(at(image, 0.5, 0.5), (Rgb8{255, 255, 255})) << "the gap";
}

TEST(Figure, IsLeftRightSymmetricWhereTheMapIs) {
  const Image image = drawn(bare_figure(planted_fit(), &score_map));
  int unlike = 0;
  for (int y = 0; y < image.height * 8 / 10; ++y) {  // above the hemispheres' names
    for (int x = 0; x < image.width / 2; ++x) {
      const Rgb8 a = image.at(x, y), b = image.at(image.width - 1 - x, y);
      unlike += std::abs(a.g - b.g) > 12;
    }
  }
  EXPECT_LT(unlike, 4 * image.height) << "but for edges rounded to pixels";
}

TEST(Figure, IsTheSameTwice) {
  const Figure figure = bare_figure(planted_fit(), &layer_map);
  EXPECT_EQ(png_bytes(lay_out(figure), figure.dpi, ""), png_bytes(lay_out(figure), figure.dpi, ""));
}

TEST(Figure, ShowsTheUnderlayWhereThereIsNoData) {
  FitResult fit = planted_fit();
  std::fill(fit.r2.begin(), fit.r2.end(), std::numeric_limits<float>::quiet_NaN());
  const Image image = drawn(bare_figure(fit, &score_map));
  EXPECT_EQ(at(image, 0.25, 0.5), (Rgb8{238, 238, 238}));
}

TEST(Figure, CropsAFlatmapToTheEncodedVertices) {
  FitResult fit = planted_fit();
  Figure figure = bare_figure(fit, &score_map);
  for (const Hemisphere h : kHemispheres) {
    figure.columns[0].cells[0].focus[h] = {0, 4, 10 * 31, 10 * 31 + 4};  // posterior, ventral
  }
  const Image image = drawn(figure);
  EXPECT_GT(double(image.height) / image.width, 0.9) << "10 mm high, 2 x 4 mm wide";
  EXPECT_GT(at(image, 0.25, 0.5).g, 200) << "only low scores are left";
}

TEST(Figure, IsExactlyAsLargeAsAskedFor) {
  Figure figure = bare_figure(planted_fit(), &layer_map);
  figure.width_mm = 85;
  figure.height_mm = 61;
  figure.dpi = 300;
  const TempDir folder;
  write_bytes(folder / "figure.png", png_bytes(lay_out(figure), 300, "{\"a\": 1}"));
  const ImageSize size = read_image_size(folder / "figure.png");
  EXPECT_EQ(size.width, 1004);  // 85 / 25.4 * 300
  EXPECT_EQ(size.height, 720);
  const std::string bytes = read_bytes(folder / "figure.png");
  const std::size_t at = bytes.find("pHYs");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(bytes.substr(at + 4, 9), std::string("\0\0\x2e\x23\0\0\x2e\x23\1", 9)) << "11811 / m";
  EXPECT_EQ(read_png_texts(folder / "figure.png").at("cortiscope-recipe"), "{\"a\": 1}");
}

TEST(Figure, WritesTheNoteUnderATitleThatFillsTheLine) {
  Figure figure = bare_figure(planted_fit(), &scale_map);
  const auto place_of = [&](const std::string& text) {
    for (const auto& item : lay_out(figure).items) {
      const auto* words = std::get_if<TextItem>(&item);
      if (words && words->text == text) return words->at;
    }
    return Point{-1, -1};
  };
  figure.note = "synthetic subject and network";
  figure.title = "short";
  EXPECT_EQ(place_of(figure.title).y, place_of(figure.note).y);
  figure.title = "a network with a long name · a subject with a long name · lateral";
  EXPECT_GT(place_of(figure.note).y, place_of(figure.title).y + 2);
}

TEST(Figure, WritesTheTitlesOfNarrowColumnsWithinThem) {
  Figure figure = bare_figure(planted_fit(), &scale_map);
  figure.columns.push_back(figure.columns[0]);
  const auto heads = [&](const std::string& first) {
    figure.columns[0].title = first;
    figure.columns[1].title = "short";
    std::vector<TextItem> found;
    for (const auto& item : lay_out(figure).items) {
      const auto* words = std::get_if<TextItem>(&item);
      if (words && words->is_bold && words->align == Align::kCenter) found.push_back(*words);
    }
    return found;
  };
  const auto width_of = [](const TextItem& words) {
    return text_width_mm(words.text, words.size_pt, true);
  };
  const double half = figure.width_mm / 2;
  const std::vector<TextItem> small = heads("a network with a long name · a subject");
  ASSERT_EQ(small.size(), 2U);
  EXPECT_LT(small[0].size_pt, 7);
  EXPECT_EQ(small[1].size_pt, small[0].size_pt) << "all alike";
  EXPECT_EQ(small[0].text, "a network with a long name · a subject");
  EXPECT_LT(width_of(small[0]), half);
  const TextItem cut =
      heads("a network with a very long name · a subject with a very long name")[0];
  EXPECT_LT(width_of(cut), half);
  EXPECT_EQ(cut.text.substr(cut.text.size() - 3), "…");
}

TEST(Figure, RepeatsTheCameraOfAWindowToThePixel) {
  const FitResult fit = planted_fit();
  Figure figure = bare_figure(fit, &scale_map);
  const FigureCell& cell = figure.columns[0].cells[0];
  CortexCamera camera = cortex_camera_from(Side::kLateral);
  camera.zoom = 1.7F;
  camera.shift = {0.1F, -0.05F};
  figure.columns[0].view = FigureView{SurfaceKind::kFlat, camera, 1.5};
  const Page page = lay_out(figure);
  const auto* picture = std::get_if<PictureItem>(&page.items.front());
  ASSERT_TRUE(picture);
  EXPECT_NEAR(double(picture->raster.width) / picture->raster.height, 1.5, 0.01);

  CortexView window;
  window.show(cell.cortex, SurfaceKind::kFlat, cell.focus);
  window.set_background(std::nullopt);
  window.set_colors(cell.colors);
  window.set_size(picture->raster.width, picture->raster.height);
  window.set_camera(camera);
  EXPECT_EQ(window.draw(3).rgba, picture->raster.rgba);
}

TEST(Figure, HasATransparentBackgroundWhereAskedFor) {
  Figure figure = bare_figure(planted_fit(), &layer_map);
  const std::string opaque = png_bytes(lay_out(figure), figure.dpi, "");
  figure.is_transparent = true;
  const std::string transparent = png_bytes(lay_out(figure), figure.dpi, "");
  constexpr std::size_t kColorType = 25;  // in a PNG's first chunk
  EXPECT_EQ(opaque[kColorType], 2);
  EXPECT_EQ(transparent[kColorType], 6);
}

TEST(Figure, AsSvgHasTextPathsPicturesAndItsRecipe) {
  FitResult fit = planted_fit();
  fit.subject.cortex[kLh].regions = {{"V1 & V2", {40, 41, 42, 71, 72, 73, 102, 103, 104}}};
  Figure figure = bare_figure(fit, &layer_map);
  figure.title = "aligned";
  figure.note = "synthetic subject";
  figure.shows_regions = true;
  figure.columns[0].legend = layer_legend();
  const std::string svg = svg_bytes(lay_out(figure), "{\"command\": \"figure\"}");
  EXPECT_NE(svg.find(">aligned</text>"), std::string::npos);
  EXPECT_NE(svg.find(">synthetic subject</text>"), std::string::npos);
  EXPECT_NE(svg.find(">V1 &amp; V2</text>"), std::string::npos);
  EXPECT_NE(svg.find(">unsure</text>"), std::string::npos);
  EXPECT_NE(svg.find("<path d=\"M"), std::string::npos);
  EXPECT_NE(svg.find("data:image/png;base64,iVBOR"), std::string::npos);
  EXPECT_NE(svg.find("width=\"100mm\""), std::string::npos);
  EXPECT_NE(svg.find("{&quot;command&quot;: &quot;figure&quot;}</metadata>"), std::string::npos);
}

TEST(Figure, MarksAndNamesItsPins) {
  Figure figure = bare_figure(planted_fit(), &layer_map);
  const auto item_count = [&] { return lay_out(figure).items.size(); };
  const std::size_t without = item_count();
  figure.columns[0].cells[0].pins = {{{kLh, 72}, {213, 94, 0}, "here"}};
  EXPECT_EQ(item_count(), without + 3) << "two rings and a name";
  const Page page = lay_out(figure);
  bool has_ring = false;
  for (const auto& item : page.items) {
    const auto* path = std::get_if<PathItem>(&item);
    has_ring = has_ring || (path && path->is_closed && path->stroke == Rgb8{213, 94, 0});
  }
  EXPECT_TRUE(has_ring);
  EXPECT_NE(svg_bytes(page, "{}").find(">here</text>"), std::string::npos);
}

TEST(Figure, NeitherOutlinesNorNamesWhatIsNoArea) {
  const auto svg_with = [](const std::vector<Region>& parcels) {
    FitResult fit = planted_fit();
    fit.subject.cortex[kLh].parcels = parcels;
    Figure figure = bare_figure(fit, &layer_map);
    figure.shows_regions = true;
    return svg_bytes(lay_out(figure), "{}");
  };
  const std::vector<int> patch = {40, 41, 42, 71, 72, 73, 102, 103, 104};
  EXPECT_NE(svg_with({{"cuneus", patch}}), svg_with({}));
  for (const char* name : {"unknown", "???", "Medial_wall"}) {
    EXPECT_EQ(svg_with({{name, patch}}), svg_with({})) << name;
  }
}

TEST(Figure, AsPdfIsOfTheRightSize) {
  const std::string pdf = pdf_bytes(lay_out(bare_figure(planted_fit(), &layer_map)), "{}");
  EXPECT_EQ(pdf.substr(0, 5), "%PDF-");
  EXPECT_NE(pdf.find("/MediaBox [ 0 0 283.46"), std::string::npos);  // 100 mm
}

/// Whether a network of this title is drawn, and where.
std::optional<Point> network_at(const Page& page, const std::string& title) {
  for (const auto& item : page.items) {
    const auto* words = std::get_if<TextItem>(&item);
    if (words && words->text == title) return words->at;
  }
  return std::nullopt;
}

TEST(Figure, HasANetworkUnderEachRowOrEachColumn) {
  const FitResult fit = planted_fit();
  NetworkPlot network;
  network.layers.resize(2);
  network.title = "first";
  const Figure bare = bare_figure(fit, scale_map);
  const double without = lay_out(bare).height_mm;
  Figure rows = bare;
  rows.columns.push_back(rows.columns[0]);
  for (FigureColumn& column : rows.columns) column.cells.push_back(column.cells[0]);
  rows.networks = {network, network};
  rows.networks[1].title = "second";
  const Page page = lay_out(rows);
  const auto first = network_at(page, "first"), second = network_at(page, "second");
  ASSERT_TRUE(first && second);
  EXPECT_DOUBLE_EQ(first->x, second->x) << "below one another";
  EXPECT_GT(second->y, first->y + network_height_mm(network, 96));
  Figure columns = bare;
  columns.columns.push_back(columns.columns[0]);
  columns.networks = rows.networks;
  const Page beside = lay_out(columns);
  ASSERT_TRUE(network_at(beside, "first") && network_at(beside, "second"));
  EXPECT_DOUBLE_EQ(network_at(beside, "first")->y, network_at(beside, "second")->y);
  EXPECT_GT(network_at(beside, "second")->x, network_at(beside, "first")->x + 40);
  Figure one = bare;
  one.networks = {network};
  EXPECT_NEAR(lay_out(one).height_mm, without + 2 + network_height_mm(network, 96), 1e-9);
}

TEST(Figure, SaysWhenThePageIsTooSmall) {
  Figure figure = bare_figure(planted_fit(), &layer_map);
  figure.columns[0].legend = layer_legend();
  figure.height_mm = 20;
  EXPECT_EQ(error_of([&] { lay_out(figure); }),
            "figure size: too small for the maps with their legends (ask for a larger one or fewer "
            "maps)");
}

TEST(Figure, SaysWhichSurfaceTheCortexLacks) {
  Figure figure = bare_figure(planted_fit(), &layer_map);
  figure.view = SurfaceKind::kInflated;
  EXPECT_EQ(error_of([&] { lay_out(figure); }),
            "planted: lh inflated: this cortex has no such surface (ask for another view)");
}

TEST(Figure, WritesTheNotesOfAllLegendsOnOneLine) {
  Figure figure = bare_figure(planted_fit(), &scale_map);
  figure.columns.push_back(figure.columns.front());
  Legend& square = figure.columns[0].legend;
  square.kind = Legend::Kind::kSquare;
  square.color = [](float x, float y) { return space_color(2 * x - 1, 2 * y - 1); };
  square.note = "first";
  Legend& bar = figure.columns[1].legend;
  bar.kind = Legend::Kind::kBar;
  bar.color = [](float x, float) { return pu_or(x); };
  bar.low = "local";
  bar.note = "second";
  const Page page = lay_out(figure);
  const auto baseline_of = [&](const std::string& text) {
    for (const auto& item : page.items) {
      const auto* words = std::get_if<TextItem>(&item);
      if (words && words->text == text) return words->at.y;
    }
    return -1.0;
  };
  EXPECT_GT(baseline_of("second"), baseline_of("local") + 2);
  EXPECT_EQ(baseline_of("second"), baseline_of("first"));
  EXPECT_LT(baseline_of("first") + 0.5, page.height_mm) << "there is room for it";
}

Legend legend_of_names(int count) {
  Legend legend;
  legend.kind = Legend::Kind::kNames;
  for (int i = 0; i < count; ++i) {
    legend.names.push_back({{std::uint8_t(i), 0, 0}, "area number " + std::to_string(i)});
  }
  return legend;
}

TEST(Legend, NamesEveryColourInAsManyRowsAsItNeeds) {
  const Legend legend = legend_of_names(40);
  EXPECT_GT(legend_height_mm(legend, 60), legend_height_mm(legend, 170));
  EXPECT_EQ(legend_height_mm(legend_of_names(3), 170), kLegendHeightMm);
  Page page;
  const Box box = {10, 20, 120, legend_height_mm(legend, 120)};
  add_legend(page, legend, box);
  int names = 0, swatches = 0;
  for (const auto& item : page.items) {
    if (const auto* text = std::get_if<TextItem>(&item)) {
      ++names;
      EXPECT_GE(text->at.x, box.x);
      EXPECT_LE(text->at.x + text_width_mm(text->text, text->size_pt), box.right());
      EXPECT_LE(text->at.y, box.bottom());
    }
    const auto* path = std::get_if<PathItem>(&item);
    swatches += path && path->fill;
  }
  EXPECT_EQ(names, 40);
  EXPECT_EQ(swatches, 40);
}

TEST(Legend, CutsManyNamesRatherThanMakeANarrowFigureTall) {
  const Legend legend = legend_of_names(20);
  const double width = 0.9 * text_width_mm("area number 10", 6) + 20;  // of one whole column
  const double height = legend_height_mm(legend, width);
  EXPECT_LT(height, 32) << "ten rows";
  EXPECT_GT(legend_height_mm(legend_of_names(9), 16), 25) << "fewer names keep one column";
  Page page;
  add_legend(page, legend, {0, 0, width, height});
  double right_of_first = 0, left_of_second = width;
  int names = 0;
  for (const auto& item : page.items) {
    const auto* text = std::get_if<TextItem>(&item);
    if (!text) continue;
    const double right = text->at.x + text_width_mm(text->text, text->size_pt);
    EXPECT_LE(right, width + 0.1);
    EXPECT_LE(text->at.y, height);
    if (++names <= 10) right_of_first = std::max(right_of_first, right);
    if (names > 10) left_of_second = std::min(left_of_second, text->at.x);
  }
  EXPECT_EQ(names, 20);
  EXPECT_LT(right_of_first, left_of_second);
}

TEST(Legend, FindsTheNameAtAPoint) {
  const Legend legend = legend_of_names(40);
  const Box box = {10, 20, 120, legend_height_mm(legend, 120)};
  Page page;
  add_legend(page, legend, box);
  std::size_t swatches = 0;
  for (const auto& item : page.items) {
    const auto* path = std::get_if<PathItem>(&item);
    if (!path || !path->fill) continue;
    const Point corner = path->points.front();
    EXPECT_EQ(name_at(legend, box, {corner.x + 1, corner.y + 1}), swatches);
    EXPECT_EQ(name_at(legend, box, {corner.x + 4, corner.y + 1}), swatches) << "its text";
    ++swatches;
  }
  EXPECT_FALSE(name_at(legend, box, {box.x - 5, box.y + 1}));
  EXPECT_FALSE(name_at(legend, box, {60, box.bottom() + 10}));
  const Legend cut = shortened(legend, 60, 12);
  const Box small = {0, 0, 60, 12};
  for (double x = 0; x < 60; x += 1) {
    for (double y = 0; y < 12; y += 1) {
      const auto name = name_at(cut, small, {x, y});
      EXPECT_TRUE(!name || *name + 1 < cut.names.size());
    }
  }
}

TEST(Legend, SaysHowManyNamesDoNotFit) {
  const Legend cut = shortened(legend_of_names(40), 60, 12);
  ASSERT_TRUE(cut.leaves_out);
  EXPECT_EQ(cut.names.back().text, std::to_string(41 - int(cut.names.size())) + " more");
  EXPECT_LE(legend_height_mm(cut, 60), kLegendHeightMm);
  EXPECT_FALSE(shortened(legend_of_names(3), 60, 12).leaves_out);
}

}  // namespace
}  // namespace cortiscope
