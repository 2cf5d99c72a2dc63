#include <gtest/gtest.h>

#include "core/io/freesurfer/freesurfer_writers.h"
#include "core/io/hdf5/cortex_file.h"
#include "tests/app/figure_command_fixture.h"
#include "tests/support/real_data.h"

namespace cortiscope {
namespace {

TEST_F(FigureCommand, DrawsACortexOfAnyFormat) {
  const Cortex cortex = planted_fit().subject.cortex;
  write_cortex_file(folder_ / "cortex.h5", cortex);
  write_freesurfer_surface(*cortex[kRh].find(SurfaceKind::kPial), folder_ / "rh.white");
  FigureRequest request;
  request.inputs = {path("cortex.h5")};
  EXPECT_EQ(figure_of(request).title, "planted · curvature");
  request.inputs = {path("rh.white")};
  EXPECT_EQ(figure_of(request).view, SurfaceKind::kWhite);
  EXPECT_EQ(refused([&](FigureRequest& r) { r.inputs = {path("notes.txt")}; }),
            "notes.txt: no such file (looked for " + path("notes.txt") + ")");
  write_bytes(path("lh.curv"), curvature_bytes({1, 2}));
  EXPECT_EQ(refused([&](FigureRequest& r) { r.inputs = {path("lh.curv")}; }),
            "lh.curv: expected fit files, or a cortex alone, found a FreeSurfer curv file (is this "
            "the right file?)");
}

TEST_F(FigureCommand, DrawsAFitOnAnotherCortexOfItsVertices) {
  Cortex other = planted_cortex();
  other.name = "other";
  for (const Hemisphere h : kHemispheres) {
    Surface inflated = *other[h].find(SurfaceKind::kPial);
    for (Eigen::Vector3f& vertex : inflated.vertices) vertex *= 2;
    other[h].surfaces = {{SurfaceKind::kInflated, inflated}};
    other[h].curvature.clear();
  }
  write_cortex_file(folder_ / "other.h5", other);
  FitResult fit = read_fit(path("fit.h5"));
  fit.subject.cortex[kLh].regions = {planted_patch("V1")};
  write_fit(folder_ / "fit.h5", fit);
  FigureRequest request;
  request.inputs = {path("fit.h5")};
  request.cortex = path("other.h5");
  const Figure figure = figure_of(request);
  EXPECT_EQ(figure.view, SurfaceKind::kInflated) << "it has no other form";
  const Cortex& drawn = *figure.columns[0].cells[0].cortex;
  EXPECT_EQ(drawn[kRh].find(SurfaceKind::kInflated)->vertices[0],
            other[kRh].find(SurfaceKind::kInflated)->vertices[0]);
  EXPECT_EQ(drawn[kRh].find(SurfaceKind::kFlat), nullptr);
  ASSERT_EQ(drawn[kLh].regions.size(), 1U) << "the fit's own";
  EXPECT_EQ(drawn[kLh].regions[0].name, "V1");
  EXPECT_EQ(drawn[kLh].curvature.size(), 652U);
  ASSERT_EQ(run({path("fit.h5"), "--cortex", path("other.h5"), "--map", "layer", "--size", "90",
                 "--dpi", "80", "--out", path("a.svg")}),
            0);
  EXPECT_TRUE(std::filesystem::equivalent(read_recipe(path("a.svg")).cortex, path("other.h5")));
  ASSERT_EQ(run({"--recipe", path("a.svg"), "--out", path("again.svg")}), 0);
  EXPECT_EQ(read_bytes(path("again.svg")), read_bytes(path("a.svg")));
}

TEST_F(FigureCommand, RefusesACortexThatIsNotOfTheFit) {
  Cortex small;
  small.name = "small";
  for (const Hemisphere h : kHemispheres) small[h].surfaces[SurfaceKind::kPial] = tetrahedron();
  write_cortex_file(folder_ / "small.h5", small);
  EXPECT_EQ(refused([&](FigureRequest& r) { r.cortex = path("small.h5"); }),
            "cortex: expected the 652 vertices of lh in fit.h5, found 4 (give the cortex that its "
            "responses are on)");
  EXPECT_EQ(refused([&](FigureRequest& r) {
              r.inputs = {path("small.h5")};
              r.cortex = path("small.h5");
            }),
            "cortex: is for fits and subjects, but small.h5 is a cortiscope cortex (leave it out)");
  EXPECT_EQ(refused([&](FigureRequest& r) { r.cortex = path("fit.h5"); }),
            "fit.h5: expected the cortex to draw on, found a cortiscope fit (is this the right "
            "file?)");
  EXPECT_EQ(run({path("fit.h5"), "--cortex", path("none"), "--out", path("f.png")}), 3);
  EXPECT_EQ(run({"--recipe", path("fit.h5"), "--cortex", path("small.h5"), "--out", path("f.png")}),
            6);
}

TEST(FigureOf, FindsTheOtherHemisphereOfRealFiles) {
  SKIP_WITHOUT_REAL_DATA();
  FigureRequest request;
  request.inputs = {(*real_data() / "fsaverage5").string()};
  request.overlay = MapChoice{*real_data() / "fsaverage5/gifti/sulc_left.gii.gz", ""};
  const Figure figure = figure_of(request);
  EXPECT_EQ(figure.title, "fsaverage5 · sulc");
  EXPECT_EQ(figure.columns[0].cells[0].colors[kRh].size(), 10242U);
  EXPECT_NE(figure.columns[0].cells[0].colors[kRh][0], figure.columns[0].cells[0].colors[kRh][5]);
}

}  // namespace
}  // namespace cortiscope
