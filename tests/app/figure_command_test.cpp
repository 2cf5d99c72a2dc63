#include <gtest/gtest.h>

#include <algorithm>

#include "app/session/figure_options.h"
#include "app/session/map_table.h"
#include "core/io/image/image_file.h"
#include "tests/app/figure_command_fixture.h"

namespace cortiscope {
namespace {

TEST_F(FigureCommand, DrawsEveryFormatAtTheSizeAskedFor) {
  for (const char* name : {"f.png", "f.svg", "f.pdf"}) {
    ASSERT_EQ(run({path("fit.h5"), "--size", "120x50", "--dpi", "100", "--out", path(name)}), 0);
    EXPECT_TRUE(std::filesystem::exists(path(name)));
  }
  const ImageSize size = read_image_size(path("f.png"));
  EXPECT_EQ(size.width, 472);
  EXPECT_EQ(size.height, 197);
  EXPECT_NE(read_bytes(path("f.svg")).find(">synthetic subject</text>"), std::string::npos);
}

TEST_F(FigureCommand, PutsSeveralFitsInRowsAndAsColumnsOfOneMap) {
  FigureRequest request;
  request.inputs = {path("fit.h5"), path("fit.h5")};
  const Figure rows = figure_of(request);
  EXPECT_EQ(rows.columns.size(), 4U);
  EXPECT_EQ(rows.row_titles.size(), 2U);
  EXPECT_EQ(rows.row_titles[0], "aligned · planted · synthetic subject");
  request.maps = {"layer"};
  EXPECT_EQ(figure_of(request).columns.size(), 2U);
}

TEST_F(FigureCommand, SaysWhichFitsWereTestedAndHatchesWhatHasNoEvidence) {
  FitResult fit = read_fit(path("fit.h5"));
  fit.evidence.assign(fit.r2.size(), 0.9F);
  write_fit(folder_ / "tested.h5", fit);
  FigureRequest request;
  request.maps = {"layer", "score"};
  request.inputs = {path("fit.h5"), path("tested.h5")};
  const Figure rows = figure_of(request);
  EXPECT_EQ(rows.row_titles[0], "aligned · planted · synthetic subject · not tested");
  EXPECT_EQ(rows.row_titles[1], "aligned · planted · synthetic subject");
  EXPECT_EQ(rows.columns[0].legend.note, "not all tested");
  EXPECT_EQ(rows.columns[1].legend.note, "");
  request.shows_all = true;
  EXPECT_EQ(figure_of(request).columns[0].legend.hatch, "no evidence") << "of the second row";
  request.inputs = {path("fit.h5")};
  EXPECT_EQ(figure_of(request).columns[0].legend.note, "not tested");
  const auto svg = [&](const char* option) {
    std::vector<std::string> words = {path("tested.h5"), "--map", "layer",
                                      "--force",         "--out", path("all.svg")};
    if (*option) words.emplace_back(option);
    EXPECT_EQ(run(words), 0);
    return read_bytes(path("all.svg"));
  };
  EXPECT_EQ(svg("").find(">no evidence</text>"), std::string::npos);
  EXPECT_NE(svg("--show-all").find(">no evidence</text>"), std::string::npos);
  request.inputs = {path("tested.h5")};
  const Figure all = figure_of(request);
  const std::vector<bool>& hatched = all.columns[0].cells[0].hatched[kLh];
  EXPECT_GT(std::count(hatched.begin(), hatched.end(), true), 0);
  EXPECT_TRUE(all.columns[1].cells[0].hatched[kLh].empty()) << "scores need no evidence";
}

TEST_F(FigureCommand, RefusesWhatDoesNotGoTogether) {
  EXPECT_EQ(refused([](FigureRequest& r) { r.maps = {"depth"}; }),
            error_of([] { parse_map("depth"); }));
  EXPECT_EQ(refused([](FigureRequest& r) { r.maps = {"weight:3"}; }),
            "map \"weight:3\": expected a layer in 1..2");
  EXPECT_EQ(refused([](FigureRequest& r) { r.view = "round"; }),
            "--view \"round\": expected flat, inflated, pial, white or sphere");
  EXPECT_EQ(refused([](FigureRequest& r) { r.side = "left"; }),
            "side \"left\": expected lateral, medial, ventral, dorsal, posterior or anterior");
  EXPECT_EQ(refused([&](FigureRequest& r) { r.inputs.push_back(folder_.path()); }),
            folder_.path().string() +
                ": a cortex folder cannot be drawn beside others (give fit files, or one folder "
                "alone)");
}

TEST_F(FigureCommand, EndsWithTheExitCodeOfItsError) {
  EXPECT_EQ(run({path("fit.h5"), "--out", path("f.jpg")}), 6);
  EXPECT_EQ(run({path("none.h5"), "--out", path("f.png")}), 3);
  EXPECT_EQ(run({path("fit.h5"), "--dpi", "5", "--out", path("f.png")}), 6);
  EXPECT_EQ(run({"--out", path("f.png")}), 6);
  EXPECT_EQ(run({path("fit.h5")}), 2) << "no --out";
  EXPECT_FALSE(std::filesystem::exists(path("f.png")));
}

TEST(FigureSize, ReadsMillimetresAndRefusesTheRest) {
  FigureRequest request;
  set_size(request, "85.5x60mm");
  EXPECT_EQ(request.width_mm, 85.5);
  EXPECT_EQ(request.height_mm, 60);
  set_size(request, "120");
  EXPECT_EQ(request.width_mm, 120);
  EXPECT_FALSE(request.height_mm);
  for (const char* bad : {"", "x", "120x", "5x60", "180x9999", "-3", "1e3", "12in"}) {
    EXPECT_EQ(error_of([&] { set_size(request, bad); }),
              std::string("--size \"") + bad +
                  "\": expected WIDTHxHEIGHT or WIDTH in millimetres, each 10 to 2000 (for example "
                  "180x60)");
  }
}

}  // namespace
}  // namespace cortiscope
