#include <gtest/gtest.h>

#include "core/color/palette.h"
#include "core/io/freesurfer/freesurfer_writers.h"
#include "core/io/gifti/gifti_writers.h"
#include "tests/app/figure_command_fixture.h"

namespace cortiscope {
namespace {

/// A folder with the left sheet of the planted cortex.
class OverlayFigure : public FigureCommand {
 protected:
  OverlayFigure() {
    std::filesystem::create_directories(folder_ / "cortex");
    write_bytes(folder_ / "cortex/lh.pial",
                freesurfer_bytes(*planted_cortex()[kLh].find(SurfaceKind::kPial)));
  }
  /// Draws an overlay on it as SVG.
  int draw(const std::string& map, std::vector<std::string> options, const std::string& to) {
    std::vector<std::string> words = {path("cortex"), "--map", map, "--size", "90", "--dpi", "60"};
    words.insert(words.end(), options.begin(), options.end());
    words.insert(words.end(), {"--out", path(to)});
    return run(words);
  }
  bool says(const std::string& svg, const std::string& words) const {
    return read_bytes(path(svg)).find(">" + words + "</text>") != std::string::npos;
  }

  static constexpr int kCount = 652;  // vertices
};

TEST_F(OverlayFigure, DrawsTheMapAskedForAndNamesIt) {
  std::vector<float> values(std::size_t(2 * kCount));
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = float(i);
  write_mgh_maps(Array<float>(Shape{2, kCount}, values), folder_ / "lh.t.mgz");
  ASSERT_EQ(draw(path("lh.t.mgz"), {}, "first.svg"), 0);
  EXPECT_TRUE(says("first.svg", "cortex · t · map 1 of 2 · lateral"));
  ASSERT_EQ(draw(path("lh.t.mgz:2"), {}, "second.svg"), 0);
  EXPECT_TRUE(says("second.svg", "cortex · t · map 2 of 2 · lateral"));
  EXPECT_EQ(draw(path("lh.t.mgz:3"), {}, "third.svg"), 6);
  EXPECT_TRUE(says("second.svg", "2nd to 98th percentile"));
  ASSERT_EQ(run({"--recipe", path("second.svg"), "--out", path("again.svg")}), 0);
  EXPECT_EQ(read_bytes(path("again.svg")), read_bytes(path("second.svg")));
}

TEST_F(OverlayFigure, TakesRangePaletteAndThresholdAndKeepsThemInItsRecipe) {
  std::vector<float> values(kCount, 1.0F);
  values[0] = -3;
  write_bytes(path("lh.t"), curvature_bytes(values));
  ASSERT_EQ(
      draw(path("lh.t"), {"--range", "-2,8", "--palette", "PuOr", "--threshold", "0.5"}, "set.svg"),
      0);
  EXPECT_TRUE(says("set.svg", "-2"));
  EXPECT_TRUE(says("set.svg", "8"));
  EXPECT_TRUE(says("set.svg", "painted from ±0.5"));
  const FigureRequest request = read_recipe(path("set.svg"));
  EXPECT_EQ(request.ranges.at(kOverlayName), (ColorRange{-2, 8}));
  EXPECT_EQ(request.style.palette, "PuOr");
  EXPECT_EQ(request.style.threshold, 0.5F);
  ASSERT_EQ(run({"--recipe", path("set.svg"), "--out", path("again.svg")}), 0);
  EXPECT_EQ(read_bytes(path("again.svg")), read_bytes(path("set.svg")));
  write_bytes(path("own.txt"), "#000000\n#0000ff\n");
  ASSERT_EQ(draw(path("lh.t"), {"--palette", path("own.txt")}, "own.svg"), 0);
  std::filesystem::remove(path("own.txt"));
  ASSERT_EQ(run({"--recipe", path("own.svg"), "--out", path("own2.svg")}), 0);
  EXPECT_EQ(read_bytes(path("own2.svg")), read_bytes(path("own.svg")));
}

TEST_F(OverlayFigure, RefusesOptionsThatDoNotFit) {
  write_bytes(path("lh.t"), curvature_bytes(std::vector<float>(kCount, 1.0F)));
  const auto said = [&](const std::string& map, std::vector<std::string> options) {
    testing::internal::CaptureStderr();
    EXPECT_NE(draw(map, std::move(options), "a.svg"), 0);
    return testing::internal::GetCapturedStderr();
  };
  EXPECT_EQ(said(path("lh.t"), {"--range", "5,5"}),
            "cortiscope: --range: expected LOW,HIGH, two numbers, the first one lower, found "
            "\"5,5\" (for example -2.5,2.5)\n");
  EXPECT_EQ(said(path("lh.t"), {"--palette", "jet"}),
            "cortiscope: --palette: expected viridis, inferno, Reds, Greys, RdBu, PuOr or "
            "coolwarm, found \"jet\"\n");
  EXPECT_EQ(said(path("lh.t"), {"--threshold", "-1"}),
            "cortiscope: --threshold: expected 0 or more\n");
  EXPECT_EQ(said("curvature", {"--palette", "PuOr"}),
            "cortiscope: --palette: expected an overlay, found a map with colours of its own "
            "(leave the option out)\n");
  write_bytes(path("lh.atlas.annot"), annotation_bytes());
  EXPECT_EQ(said(path("lh.atlas.annot"), {"--threshold", "1"}),
            "cortiscope: --threshold: expected an overlay of numbers, found labels, which have the "
            "colours of their table (leave the option out)\n");
}

TEST_F(OverlayFigure, PaintsLabelsInTheirColoursAndNamesThem) {
  write_bytes(path("lh.atlas.annot"), annotation_bytes());
  ASSERT_EQ(draw(path("lh.atlas.annot"), {}, "a.svg"), 0);
  EXPECT_TRUE(says("a.svg", "green area"));
  EXPECT_TRUE(says("a.svg", "grey area"));
  FigureRequest request;
  request.inputs = {path("cortex")};
  request.overlay = MapChoice{path("lh.atlas.annot"), ""};
  const Figure figure = figure_of(request);
  const FigureCell& cell = figure.columns[0].cells[0];
  EXPECT_EQ(cell.steps, ColorSteps::kSharp);
  EXPECT_EQ(cell.colors[kLh][0], (Rgb8{0, 200, 0}));
  EXPECT_EQ(cell.colors[kLh][500], (Rgb8{9, 0, 0}));
}

TEST_F(OverlayFigure, IsPaintedOnTheCortexOfAFit) {
  write_bytes(path("lh.t"), curvature_bytes(std::vector<float>(kCount, 1.0F)));
  ASSERT_EQ(run({path("fit.h5"), "--map", path("lh.t"), "--size", "90", "--out", path("a.svg")}),
            0);
  EXPECT_TRUE(says("a.svg", "planted · t"));
}

TEST_F(OverlayFigure, WarnsOfWhatItReadsAndWritesFilesOfAnyName) {
  std::vector<float> values(kCount, 1.0F);
  values[3] = 2;
  const std::string name = "lh.r\xE9gion\x1b[31m";
  write_bytes(path(name), curvature_bytes(values));
  ASSERT_EQ(draw(path(name), {}, "a.svg"), 0);
  EXPECT_TRUE(says("a.svg", "cortex · région?[31m · lateral"));
  ASSERT_EQ(run({"--recipe", path("a.svg"), "--out", path("again.svg")}), 0);
  EXPECT_EQ(read_bytes(path("again.svg")), read_bytes(path("a.svg")));
  write_gifti_maps(Array<float>(Shape{1, kCount}, values), kLh, folder_ / "rh.t.func.gii");
  testing::internal::CaptureStderr();
  EXPECT_EQ(draw(path("rh.t.func.gii"), {}, "b.svg"), 0);
  EXPECT_EQ(testing::internal::GetCapturedStderr(),
            "warning: rh.t.func.gii: the file says that it is of lh, its name says rh; it is taken "
            "for lh\n");
}

}  // namespace
}  // namespace cortiscope
