#include <gtest/gtest.h>

#include "app/session/map_table.h"
#include "core/color/palette.h"
#include "tests/app/figure_command_fixture.h"

namespace cortiscope {
namespace {

TEST_F(FigureCommand, DrawsWhatDiffersFromTheFirstFit) {
  write_turned_fit(folder_ / "fit.h5", folder_ / "turned.h5");
  FigureRequest request;
  request.inputs = {path("fit.h5"), path("turned.h5")};
  request.maps = {"difference"};
  const Figure figure = figure_of(request);
  EXPECT_EQ(figure.title, "Difference");
  ASSERT_EQ(figure.columns.size(), 1U);
  EXPECT_EQ(figure.columns[0].title, "turned (B) - aligned (A) · planted");
  EXPECT_EQ(figure.columns[0].legend.note, "B - A: expected layer, in depth, not tested");
  const std::vector<Rgb8>& colors = figure.columns[0].cells[0].colors[kLh];
  EXPECT_EQ(colors[0], red_blue(1)) << "from the first layer to the last";
  EXPECT_EQ(colors[15], red_blue(0.5F)) << "half of each";
  EXPECT_EQ(colors[30], red_blue(0)) << "from the last layer to the first";
  request.inputs.push_back(path("turned.h5"));
  EXPECT_EQ(figure_of(request).columns.size(), 2U);
}

TEST_F(FigureCommand, KeepsADifferenceInItsRecipe) {
  write_turned_fit(folder_ / "fit.h5", folder_ / "turned.h5");
  ASSERT_EQ(run({path("fit.h5"), path("turned.h5"), "--map", "difference", "--of", "confidence",
                 "--range", "-0.3,0.3", "--size", "90", "--dpi", "80", "--out", path("a.svg")}),
            0);
  const std::string svg = read_bytes(path("a.svg"));
  EXPECT_NE(svg.find(">B - A: confidence, not tested</text>"), std::string::npos);
  EXPECT_NE(svg.find(">-0.3</text>"), std::string::npos);
  const FigureRequest request = read_recipe(path("a.svg"));
  EXPECT_EQ(request.quantity, MapQuantity::kConfidence);
  EXPECT_EQ(request.inputs.size(), 2U);
  ASSERT_EQ(run({"--recipe", path("a.svg"), "--out", path("again.svg")}), 0);
  EXPECT_EQ(read_bytes(path("again.svg")), svg);
}

TEST_F(FigureCommand, RepeatsAWindowsMapOfDifferencesFromBothFits) {
  write_turned_fit(folder_ / "fit.h5", folder_ / "turned.h5");
  FigureRequest request;
  request.inputs = {path("fit.h5"), path("turned.h5")};
  request.look = Look();
  request.look->map = {"difference"};
  request.look->quantity = MapQuantity::kScore;
  request.panes = {{"flat", 1}};
  const Figure figure = figure_of(request);
  EXPECT_NE(figure.title.find("(B) - "), std::string::npos) << figure.title;
  EXPECT_EQ(figure.legend.note, "B - A: score, R², not tested");
  request.look->map = {"layer"};
  EXPECT_EQ(error_of([&] { figure_of(request); }),
            "recipe: expected one input where it repeats a window's views, or two of a difference "
            "(draw it without the views)");
}

TEST_F(FigureCommand, DrawsTheMeanOfAGroupOfSubjects) {
  FitResult other = read_fit(path("fit.h5"));
  other.subject.name = "another subject";
  write_fit(folder_ / "other.h5", other);
  ASSERT_EQ(run({path("fit.h5"), path("other.h5"), "--group", "subjects", "--map", "layer,subjects",
                 "--size", "120", "--dpi", "80", "--out", path("a.svg")}),
            0);
  const std::string svg = read_bytes(path("a.svg"));
  EXPECT_NE(svg.find("mean of 2 subjects</text>"), std::string::npos);
  EXPECT_NE(svg.find(">Subjects with evidence</text>"), std::string::npos);
  EXPECT_TRUE(read_recipe(path("a.svg")).averages_subjects);
  ASSERT_EQ(run({"--recipe", path("a.svg"), "--out", path("again.svg")}), 0);
  EXPECT_EQ(read_bytes(path("again.svg")), svg);
  EXPECT_EQ(run({path("fit.h5"), "--onto", path("fit.h5"), "--out", path("b.svg")}), 6)
      << "nothing is averaged";
  EXPECT_NE(run({path("fit.h5"), path("fit.h5"), "--group", "subjects", "--out", path("b.svg")}), 0)
      << "one subject twice";
}

TEST_F(FigureCommand, DrawsTheSpreadOverSeeds) {
  FitResult fit = read_fit(path("fit.h5"));
  fit.provenance.seed += 1;
  for (float& scale : fit.selectors.scale.values) scale = 1 - scale;
  write_fit(folder_ / "seed.h5", fit);
  FigureRequest request;
  request.inputs = {path("fit.h5"), path("seed.h5")};
  request.maps = {"stability"};
  request.quantity = MapQuantity::kScale;
  const Figure figure = figure_of(request);
  EXPECT_EQ(figure.title, "Spread over seeds");
  ASSERT_EQ(figure.columns.size(), 1U);
  EXPECT_EQ(figure.columns[0].title, "aligned · planted · 2 seeds");
  const std::vector<Rgb8>& colors = figure.columns[0].cells[0].colors[kLh];
  EXPECT_EQ(colors[0], viridis(1)) << "0 and 1: 0.71";
  EXPECT_EQ(colors[15], viridis(0)) << "0.5 twice";
  ASSERT_EQ(run({path("fit.h5"), path("seed.h5"), "--map", "stability", "--of", "scale", "--range",
                 "0,0.5", "--size", "90", "--out", path("a.svg")}),
            0);
  ASSERT_EQ(run({"--recipe", path("a.svg"), "--out", path("again.svg")}), 0);
  EXPECT_EQ(read_bytes(path("again.svg")), read_bytes(path("a.svg")));
  EXPECT_NE(read_bytes(path("a.svg")).find(">SD over 2 seeds: scale, not tested</text>"),
            std::string::npos);
}

TEST_F(FigureCommand, RefusesDifferencesThatThereAreNot) {
  write_turned_fit(folder_ / "fit.h5", folder_ / "turned.h5");
  const auto with = [&](std::vector<std::string> maps, MapQuantity quantity) {
    return refused([&](FigureRequest& r) {
      r.inputs.push_back(path("turned.h5"));
      r.maps = std::move(maps);
      r.quantity = quantity;
    });
  };
  EXPECT_EQ(with({"difference"}, MapQuantity::kSpace), "(no error)");
  EXPECT_EQ(with({"difference"}, MapQuantity::kScale),
            error_of([] { require_quantity({"difference"}, MapQuantity::kScale); }));
  EXPECT_EQ(with({"layer"}, MapQuantity::kSpace),
            error_of([] { require_quantity({"layer"}, MapQuantity::kSpace); }));
  EXPECT_EQ(with({"layer", "difference"}, MapQuantity::kLayer),
            "map \"difference\": is made from all fits of a figure, and is no map of one (draw it "
            "in a figure of its own)");
  EXPECT_EQ(refused([](FigureRequest& r) { r.maps = {"difference"}; }),
            "map \"difference\": expected two fits or more, found one (cortiscope figure takes "
            "several)");
  FitResult other = read_fit(path("turned.h5"));
  other.subject.vertices[kLh].back() = 651;
  write_fit(folder_ / "turned.h5", other);
  EXPECT_EQ(with({"difference"}, MapQuantity::kLayer),
            "planted: expected the 1302 vertices of \"planted\", found as many other ones (compare "
            "fits of one subject, or of the same vertices of one template)");
  EXPECT_EQ(run({path("fit.h5"), path("turned.h5"), "--map", "difference", "--of", "depth", "--out",
                 path("f.png")}),
            6);
  for (const char* map : {"scale", "layer,score"}) {
    EXPECT_EQ(run({path("fit.h5"), "--map", map, "--of", "space", "--out", path("f.png")}), 6);
  }
  EXPECT_EQ(run({path("fit.h5"), "--of", "space", "--out", path("f.png")}), 6) << "of what?";
  EXPECT_EQ(run({path("fit.h5"), path("turned.h5"), "--map", "difference", "--range", "-1,2",
                 "--out", path("f.png")}),
            6);
}

}  // namespace
}  // namespace cortiscope
