#include <gtest/gtest.h>

#include <algorithm>

#include "app/session/figure_file.h"
#include "core/data/map_snapshot.h"
#include "core/io/image/image_file.h"
#include "tests/app/figure_command_fixture.h"

namespace cortiscope {
namespace {

TEST_F(FigureCommand, DrawsAWindowsFigureAgainFromEveryFormat) {
  FigureRequest request = window_request(path("fit.h5"));
  request.look->looked_at = ImagePlace{0.25F, 0.25F};
  request.title = "a (b) \\ ü";  // what PDF and JSON write in another way
  write_figure(request, path("a.png"));
  for (const char* name : {"a.svg", "a.pdf", "a.json"}) {
    if (path(name) == path("a.json")) {
      write_bytes(path(name), recipe_of(request, path(name)));
    } else {
      write_figure(request, path(name));
    }
    const std::optional<FigureRequest> found = find_recipe(path(name));
    ASSERT_TRUE(found) << name;
    EXPECT_EQ(found->title, request.title);
    ASSERT_EQ(run({"--recipe", path(name), "--out", path("again.png")}), 0) << name;
    EXPECT_EQ(read_image(path("again.png")).pixels, read_image(path("a.png")).pixels) << name;
  }
  request.look->looked_at.reset();
  write_figure(request, path("map.png"));
  EXPECT_NE(read_image(path("map.png")).pixels, read_image(path("a.png")).pixels)
      << "the position counts";
}

TEST_F(FigureCommand, DrawsHemispheresTogetherAsTheWindowDoes) {
  FigureRequest request = window_request(path("fit.h5"));
  request.panes = {{"pial", 1.5}};
  request.look->folds_camera = cortex_camera_from(Side::kLateral);
  write_figure(request, path("apart.png"));
  request.look->hemispheres = ShownSides::kTogether;
  write_figure(request, path("together.png"));
  EXPECT_NE(read_image(path("together.png")).pixels, read_image(path("apart.png")).pixels);
  EXPECT_EQ(read_recipe(path("together.png")).look->hemispheres, ShownSides::kTogether);
  ASSERT_EQ(run({"--recipe", path("together.png"), "--out", path("again.png")}), 0);
  EXPECT_EQ(read_image(path("again.png")).pixels, read_image(path("together.png")).pixels);

  const auto side_of_name = [&](const std::string& name) {
    std::optional<Align> side;
    for (const auto& item : lay_out(figure_of(request)).items) {
      const auto* text = std::get_if<TextItem>(&item);
      if (text && text->text == name) side = text->align;
    }
    return side;
  };
  EXPECT_EQ(side_of_name("lh"), Align::kLeft);
  EXPECT_EQ(side_of_name("rh"), std::nullopt) << "it is hidden";
  request.look->folds_camera = cortex_camera_from(Side::kAnterior);
  EXPECT_EQ(side_of_name("lh"), Align::kRight) << "seen face to face";
  EXPECT_EQ(side_of_name("rh"), Align::kLeft);
}

TEST_F(FigureCommand, DrawsAWindowsOverlayAndFindsItBesideTheFigure) {
  FigureRequest request = window_request(path("fit.h5"));
  write_figure(request, path("map.png"));
  std::vector<float> values(std::size_t(planted_cortex()[kLh].vertex_count()), 1);
  for (std::size_t v = 0; v < values.size(); v += 2) values[v] = -1;
  write_bytes(path("lh.thickness"), curvature_bytes(values));
  request.look->shows_overlay = true;
  request.overlay = MapChoice{path("lh.thickness"), ""};
  request.look->ranges[kOverlayName] = {-2, 2};
  write_figure(request, path("a.pdf"));
  write_figure(request, path("a.png"));
  EXPECT_NE(read_image(path("map.png")).pixels, read_image(path("a.png")).pixels);
  const FigureRequest found = read_recipe(path("a.pdf"));
  EXPECT_TRUE(std::filesystem::equivalent(found.overlay->file, path("lh.thickness")));
  EXPECT_EQ(found.look->ranges, request.look->ranges);
  ASSERT_EQ(run({"--recipe", path("a.pdf"), "--out", path("again.png")}), 0);
  EXPECT_EQ(read_image(path("again.png")).pixels, read_image(path("a.png")).pixels);
}

TEST_F(FigureCommand, DrawsAWindowsSnapshotAndSaysItsStep) {
  FitResult fit = read_fit(path("fit.h5"));
  Selectors start = fit.selectors;
  std::fill(start.scale.values.begin(), start.scale.values.end(), 0.5F);
  fit.snapshots = {snapshot_of(0, 1, start, {}), snapshot_of(8, 0.5, fit.selectors, fit.r2)};
  fit.provenance.steps = fit.provenance.steps_done = 20;
  write_fit(folder_ / "learned.h5", fit);
  FigureRequest request = window_request(path("learned.h5"));
  const Figure end = figure_of(request);
  request.step = 0;
  const Figure before = figure_of(request);
  EXPECT_NE(before.title.find(" · step 0 of 20 · "), std::string::npos) << before.title;
  EXPECT_EQ(end.title.find("step"), std::string::npos) << end.title;
  EXPECT_NE(before.columns[0].cells[0].colors, end.columns[0].cells[0].colors);
  write_figure(request, path("a.svg"));
  EXPECT_EQ(read_recipe(path("a.svg")).step, 0);
  ASSERT_EQ(run({"--recipe", path("a.svg"), "--out", path("again.svg")}), 0);
  EXPECT_EQ(read_bytes(path("again.svg")), read_bytes(path("a.svg")));
  request.step = 5;
  EXPECT_EQ(error_of([&] { figure_of(request); }),
            "recipe: expected a fit with its maps after 5 steps, found one without (was it fitted "
            "again since?)");
}

TEST_F(FigureCommand, DrawsAWindowsCortexBetweenItsForms) {
  FitResult fit = read_fit(path("fit.h5"));
  for (HemisphereCortex& hemisphere : fit.subject.cortex.hemispheres) {
    Surface inflated = *hemisphere.find(SurfaceKind::kPial);
    for (Eigen::Vector3f& vertex : inflated.vertices) vertex *= 1.5F;
    hemisphere.surfaces[SurfaceKind::kInflated] = inflated;
  }
  write_fit(folder_ / "forms.h5", fit);
  FigureRequest request = window_request(path("forms.h5"));
  request.panes = {{"inflated", 1.5}};
  write_figure(request, path("inflated.png"));
  request.panes[0].unfolding = 1.5F;
  write_figure(request, path("between.png"));
  EXPECT_NE(read_image(path("between.png")).pixels, read_image(path("inflated.png")).pixels);
  EXPECT_EQ(read_recipe(path("between.png")).panes[0].unfolding, 1.5F);
  ASSERT_EQ(run({"--recipe", path("between.png"), "--out", path("again.png")}), 0);
  EXPECT_EQ(read_image(path("again.png")).pixels, read_image(path("between.png")).pixels);
  request.panes[0].unfolding = 2.5F;
  write_bytes(path("a.json"), recipe_of(request, path("a.json")));
  EXPECT_EQ(error_of([&] { read_recipe(path("a.json")); }),
            path("a.json") +
                ": expected a recipe with unfolding from 0 to 2, found 2.5 (draw the figure again "
                "without it)");
}

TEST_F(FigureCommand, DrawsAWindowsCortexWithoutAFit) {
  std::filesystem::create_directories(folder_ / "cortex/surf");
  const Cortex cortex = planted_cortex();
  write_bytes(folder_ / "cortex/surf/lh.pial",
              freesurfer_bytes(*cortex[kLh].find(SurfaceKind::kPial)));
  std::vector<float> values(std::size_t(cortex[kLh].vertex_count()), 1);
  values.front() = -1;
  write_bytes(path("lh.thickness"), curvature_bytes(values));
  FigureRequest request = window_request(path("cortex"));
  request.panes = {{"pial", 1.5}};
  request.look->shows_overlay = true;
  request.overlay = MapChoice{path("lh.thickness"), ""};
  write_figure(request, path("a.png"));
  ASSERT_EQ(run({"--recipe", path("a.png"), "--out", path("again.png")}), 0);
  EXPECT_EQ(read_image(path("again.png")).pixels, read_image(path("a.png")).pixels);
  request.look->shows_overlay = false;
  EXPECT_NE(error_of([&] { write_figure(request, path("b.png")); }), "") << "the map needs a fit";
}

}  // namespace
}  // namespace cortiscope
