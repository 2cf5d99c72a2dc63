#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "app/session/figure_file.h"
#include "core/color/palette.h"
#include "core/io/hdf5/cortex_file.h"
#include "core/simulate/planted_readout.h"
#include "tests/app/figure_command_fixture.h"

namespace cortiscope {
namespace {

/// The height of the block of a layer in an SVG: the path with its colour and an edge.
double block_height(const std::string& svg, Rgb8 color) {
  std::array<char, 40> filled{};
  std::snprintf(filled.data(), filled.size(), " Z\" fill=\"#%02x%02x%02x\" stroke=", color.r,
                color.g, color.b);
  const std::size_t end = svg.find(filled.data());
  if (end == std::string::npos) return -1;
  const std::size_t start = svg.rfind("d=\"M", end) + 4;
  double x = 0, top = 0, right = 0, other_top = 0, other_right = 0, bottom = 0;
  const int read = std::sscanf(svg.c_str() + start, "%lf %lf L%lf %lf L%lf %lf", &x, &top, &right,
                               &other_top, &other_right, &bottom);
  return read == 6 ? bottom - top : -1;
}

/// A fit of which one vertex in four reads the second of two layers most.
void write_quarter_fit(const std::filesystem::path& file, FitResult fit) {
  for (std::int64_t i = 0; i < fit.selectors.vertex_count(); ++i) {
    float* weights = fit.selectors.layer.row(i);
    weights[0] = i % 4 == 0 ? 0.25F : 0.75F;
    weights[1] = 1 - weights[0];
  }
  write_fit(file, fit);
}

TEST_F(FigureCommand, DrawsTheNetworkUnderTheBrain) {
  write_quarter_fit(folder_ / "quarter.h5", read_fit(path("fit.h5")));
  ASSERT_EQ(run({path("quarter.h5"), "--map", "layer", "--network", "--size", "120", "--dpi", "80",
                 "--out", path("a.svg")}),
            0);
  const std::string svg = read_bytes(path("a.svg"));
  for (const char* text : {"early", "late", "75 %", "25 %", "the whole cortex · 1302 vertices"}) {
    EXPECT_NE(svg.find(">" + std::string(text) + "</text>"), std::string::npos) << text;
  }
  const double early = block_height(svg, layer_color(1, 2, 1));
  EXPECT_GT(early, 3) << "mm";
  EXPECT_NEAR(block_height(svg, layer_color(2, 2, 1)), early * 326 / 976, 0.01);
  EXPECT_EQ(read_recipe(path("a.svg")).network, ReaderChoice());
  ASSERT_EQ(run({"--recipe", path("a.svg"), "--out", path("again.svg")}), 0);
  EXPECT_EQ(read_bytes(path("again.svg")), svg);
  for (const char* name : {"a.png", "a.pdf"}) {
    EXPECT_EQ(run({path("quarter.h5"), "--network", "--dpi", "80", "--out", path(name)}), 0);
  }
}

TEST_F(FigureCommand, HasTheNetworkOfEachFit) {
  write_turned_fit(folder_ / "fit.h5", folder_ / "turned.h5");
  FigureRequest request;
  request.inputs = {path("fit.h5"), path("turned.h5")};
  request.network = ReaderChoice();
  const Figure rows = figure_of(request);
  ASSERT_EQ(rows.networks.size(), 2U);
  EXPECT_EQ(rows.networks[0].layers[0].name, "early");
  request.maps = {"scale"};
  EXPECT_EQ(figure_of(request).networks.size(), 2U) << "of each column";
  request.inputs.pop_back();
  EXPECT_EQ(figure_of(request).networks.size(), 1U);
}

TEST_F(FigureCommand, HasTheChannelsOfTheNetworkWhereAMapNeedsThem) {
  FitResult fit = read_fit(path("fit.h5"));
  const int vertices = fit.subject.vertex_count();
  fit.parameters["readout_weight"] = plant_readout({vertices, 8, 3, 0.2}, 1).weight;
  write_quarter_fit(folder_ / "quarter.h5", fit);
  FigureRequest request;
  request.inputs = {path("quarter.h5")};
  request.network = ReaderChoice();
  request.maps = {"channel"};
  request.clusters = 3;
  const auto has_those_of_the_legend = [&] {
    const Figure figure = figure_of(request);
    for (const NetworkPlot::Layer& layer : figure.networks.at(0).layers) {
      ASSERT_EQ(layer.channels.size(), 3U) << layer.name;
      float shares = 0;
      for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(layer.channels[i].color, figure.columns.at(0).legend.names.at(i).color);
        shares += layer.channels[i].share;
      }
      EXPECT_FLOAT_EQ(shares, 1) << layer.name;
    }
  };
  has_those_of_the_legend();
  request.has_safe_colors = true;
  has_those_of_the_legend();
  request.maps = {"layer"};
  const Figure of_layers = figure_of(request);
  for (const NetworkPlot::Layer& layer : of_layers.networks.at(0).layers) {
    EXPECT_TRUE(layer.channels.empty()) << layer.name;
  }
}

TEST_F(FigureCommand, RefusesTheNetworkOfWhatHasNone) {
  const auto with = [&](auto&& change) {
    return refused([&](FigureRequest& request) {
      request.network = ReaderChoice();
      change(request);
    });
  };
  write_cortex_file(folder_ / "cortex.h5", planted_cortex());
  EXPECT_EQ(with([&](FigureRequest& r) { r.inputs = {path("cortex.h5")}; }),
            "network: expected fits, found a cortex alone (leave the option out)");
  write_turned_fit(folder_ / "fit.h5", folder_ / "turned.h5");
  EXPECT_EQ(with([&](FigureRequest& r) {
              r.inputs.push_back(path("turned.h5"));
              r.maps = {"difference"};
            }),
            "network: expected maps of one fit, found \"difference\", which is made from several "
            "(draw the networks with another map)");
  FitResult fit = read_fit(path("fit.h5"));
  fit.evidence.assign(fit.r2.size(), 0.9F);
  write_fit(folder_ / "tested.h5", fit);
  EXPECT_EQ(with([&](FigureRequest& r) { r.inputs = {path("tested.h5")}; }),
            "network: no vertex of planted has evidence (draw it with all vertices, or leave the "
            "option out)");
  EXPECT_EQ(with([&](FigureRequest& r) {
              r.inputs = {path("tested.h5")};
              r.shows_all = true;
            }),
            "(no error)");
}

TEST_F(FigureCommand, DrawsAWindowsNetworkWithTheRibbonOfItsRegion) {
  FitResult fit = read_fit(path("fit.h5"));
  fit.subject.cortex[kLh].regions = {planted_patch("V1")};
  write_fit(folder_ / "fit.h5", fit);
  FigureRequest request = window_request(path("fit.h5"));
  request.network = ReaderChoice{ReaderChoice::Kind::kRegion, "V1"};
  write_bytes(path("a.json"), recipe_of(request, path("a.json")));
  const FigureRequest found = read_recipe(path("a.json"));
  EXPECT_EQ(found.network, request.network);
  const Figure figure = figure_of(found);
  ASSERT_EQ(figure.networks.size(), 1U);
  EXPECT_EQ(figure.networks[0].title, "V1 · 121 vertices");
  write_figure(found, path("a.svg"));
  EXPECT_NE(read_bytes(path("a.svg")).find(">V1 · 121 vertices</text>"), std::string::npos);
  const int row = 3;
  request.network = ReaderChoice{ReaderChoice::Kind::kVertex, {}};
  request.look->picked = CortexVertex{kLh, fit.subject.vertices[kLh][row]};
  request.look->shows_all = true;
  write_bytes(path("vertex.json"), recipe_of(request, path("vertex.json")));
  const Figure of_vertex = figure_of(read_recipe(path("vertex.json")));
  ASSERT_EQ(of_vertex.networks.size(), 1U);
  EXPECT_EQ(of_vertex.networks[0].title,
            "lh " + std::to_string(fit.subject.vertices[kLh][row]) + " · its layer weights");
  std::string recipe = read_bytes(path("a.json"));
  recipe.replace(recipe.find("\"readers\":\"region\""), 18, "\"readers\":\"planet\"");
  write_bytes(path("a.json"), recipe);
  EXPECT_NE(error_of([&] { read_recipe(path("a.json")); }).find("found none"), std::string::npos);
}

}  // namespace
}  // namespace cortiscope
