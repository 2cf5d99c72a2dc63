#include <gtest/gtest.h>

#include "app/session/figure_file.h"
#include "core/open/regions_pair.h"
#include "tests/app/figure_command_fixture.h"

namespace cortiscope {
namespace {

TEST_F(FigureCommand, OutlinesAndNamesTheRegionsOfFilesInsteadOfTheCortexsOwn) {
  write_bytes(folder_ / "lh.atlas.annot", annotation_bytes());
  write_bytes(folder_ / "rh.spot.label",
              "#!ascii label\n3\n300 0 0 0 0\n301 0 0 0 0\n331 0 0 0 0\n");
  const std::string green = "#00c800";
  ASSERT_EQ(run({path("fit.h5"), "--map", "layer", "--regions",
                 path("lh.atlas.annot") + "," + path("rh.spot.label"), "--size", "90", "--out",
                 path("dark.svg")}),
            0);
  const std::string dark = read_bytes(path("dark.svg"));
  for (const char* name : {">green area</text>", ">grey area</text>", ">spot</text>"}) {
    EXPECT_NE(dark.find(name), std::string::npos) << name;
  }
  EXPECT_EQ(dark.find(green), std::string::npos);
  ASSERT_EQ(run({path("fit.h5"), "--map", "layer", "--regions", path("lh.atlas.annot"),
                 "--region-colors", "--size", "90", "--out", path("green.svg")}),
            0);
  EXPECT_NE(read_bytes(path("green.svg")).find(green), std::string::npos);
  ASSERT_EQ(run({"--recipe", path("green.svg"), "--out", path("again.svg")}), 0);
  EXPECT_EQ(read_bytes(path("again.svg")), read_bytes(path("green.svg")));
}

TEST_F(FigureCommand, RefusesRegionsOfAnotherMesh) {
  write_bytes(folder_ / "lh.far.label", "#!ascii label\n1\n99999 0 0 0 0\n");
  EXPECT_EQ(refused([&](FigureRequest& r) { r.regions = {path("lh.far.label")}; }),
            "lh.far.label: expected some of the 652 vertices of planted's lh, found vertex 99999 "
            "(are they of another cortex?)");
}

TEST_F(FigureCommand, OutlinesAndNamesTheRegionsThatTheWindowShows) {
  write_bytes(folder_ / "lh.atlas.annot", annotation_bytes());
  const auto subject = std::make_shared<const Subject>(read_fit(path("fit.h5")).subject);
  RegionList list(subject);
  list.add_opened(read_regions_pair(folder_ / "lh.atlas.annot"));
  const std::vector<int> patch = {40, 41, 42, 71, 72, 73, 102, 103, 104};
  list.rename(list.add_drawn(kRh, patch), "my own");
  for (const ListedRegion& region : list.all()) {
    if (region.region->name == "grey area") list.show(region.id, false);
  }
  FigureRequest request = window_request(path("fit.h5"));
  request.regions = files_of_shown(list);
  request.outlined = outlined_regions_of(list);
  write_figure(request, path("a.svg"));
  const std::string svg = read_bytes(path("a.svg"));
  const auto names = [](const std::string& text, const std::string& name) {
    return text.find(">" + name + "</text>") != std::string::npos;
  };
  EXPECT_TRUE(names(svg, "green area"));
  EXPECT_TRUE(names(svg, "my own"));
  EXPECT_FALSE(names(svg, "grey area")) << "it is hidden";
  EXPECT_NE(svg.find("#d55e00"), std::string::npos) << "the drawn one keeps its colour";
  ASSERT_EQ(run({"--recipe", path("a.svg"), "--out", path("again.svg")}), 0);
  EXPECT_TRUE(names(read_bytes(path("again.svg")), "my own"));
  EXPECT_FALSE(names(read_bytes(path("again.svg")), "grey area"));
  request.look->shows_region_names = false;
  write_figure(request, path("a.svg"));
  const std::string nameless = read_bytes(path("a.svg"));
  EXPECT_FALSE(names(nameless, "green area"));
  EXPECT_NE(nameless.find("#d55e00"), std::string::npos) << "outlined all the same";
}

TEST_F(FigureCommand, RefusesADrawnRegionOfAnotherMesh) {
  FigureRequest request = window_request(path("fit.h5"));
  request.outlined = OutlinedRegions();
  request.outlined->drawn[kLh] = {{"far", {999999}}};
  EXPECT_EQ(
      error_of([&] { write_figure(request, path("a.png")); }),
      "a drawn region: expected some of the 652 vertices of planted's lh, found vertex 999999 "
      "(are they of another cortex?)");
}

}  // namespace
}  // namespace cortiscope
