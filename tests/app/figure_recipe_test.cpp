#include <gtest/gtest.h>

#include <array>
#include <cstdio>

#include "core/io/image/png_file.h"
#include "tests/app/figure_command_fixture.h"

namespace cortiscope {
namespace {

TEST_F(FigureCommand, DrawsAFigureAgainFromItsOwnRecipe) {
  ASSERT_EQ(run({path("fit.h5"), "--map", "score,weight:2", "--rois", "--size", "90", "--dpi", "80",
                 "--transparent", "--title", "a <b> & \"c\"", "--out", path("first.png")}),
            0);
  ASSERT_EQ(run({"--recipe", path("first.png"), "--out", path("again.svg")}), 0);
  ASSERT_EQ(run({"--recipe", path("again.svg"), "--out", path("again.png")}), 0);
  EXPECT_EQ(read_bytes(path("first.png")), read_bytes(path("again.png")));
}

TEST_F(FigureCommand, SaysInItsRecipeWhichFileItDrew) {
  ASSERT_EQ(run({path("fit.h5"), "--map", "layer", "--out", path("f.png")}), 0);
  const std::string recipe = read_png_texts(path("f.png")).at("cortiscope-recipe");
  EXPECT_NE(recipe.find("\"hash\":\"xxh3-128:"), std::string::npos);
  EXPECT_NE(recipe.find("\"maps\":[\"layer\"]"), std::string::npos);
}

TEST_F(FigureCommand, FindsItsFilesAgainWhenMovedWithThem) {
  std::filesystem::create_directory(folder_ / "old");
  std::filesystem::rename(path("fit.h5"), path("old/fit.h5"));
  ASSERT_EQ(run({path("old/fit.h5"), "--map", "layer", "--dpi", "50", "--out", path("old/f.png")}),
            0);
  EXPECT_NE(read_png_texts(path("old/f.png")).at("cortiscope-recipe").find("\"path\":\"fit.h5\""),
            std::string::npos);
  std::filesystem::rename(path("old"), path("new"));
  EXPECT_EQ(run({"--recipe", path("new/f.png"), "--out", path("g.png")}), 0);
}

TEST(ReadRecipe, RefusesFilesWithoutOne) {
  const TempDir folder;
  write_bytes(folder / "a.svg", "<svg/>");
  EXPECT_EQ(error_of([&] { read_recipe((folder / "a.svg").string()); }),
            (folder / "a.svg").string() +
                ": expected a recipe of a figure, found none (give a PNG, SVG or PDF "
                "figure of ours)");
  EXPECT_EQ(error_of([] { read_recipe("/nowhere.png"); }),
            "nowhere.png: no such file (looked for /nowhere.png)");
}

/// A whole recipe, with one of its values replaced.
std::string recipe_with(const std::string& from = "", const std::string& to = "") {
  std::string text =
      R"({"command": "figure", "inputs": [{"path": "fit.h5"}], "maps": [], "view": "", "side": "", )"
      R"("rois": true, "width_mm": 180, "height_mm": 60, "dpi": 300, "transparent": false, )"
      R"("least_ceiling": 0.05, "title": "a & b"})";
  if (!from.empty()) text.replace(text.find(from), from.size(), to);
  return text;
}

TEST(ReadRecipe, RefusesWhatNoFigureHas) {
  const TempDir folder;
  const std::string file = (folder / "a.json").string();
  const auto error_with = [&](const std::string& text) {
    write_bytes(file, text);
    return error_of([&] { read_recipe(file); });
  };
  EXPECT_EQ(error_with(recipe_with()), "(no error)");
  const std::string none = file +
                           ": expected a recipe of a figure, found none (give a PNG, SVG or PDF "
                           "figure of ours)";
  EXPECT_EQ(error_with(recipe_with(R"("figure")", "7")), none);
  EXPECT_EQ(error_with(recipe_with(R"("fit.h5")", "{}")), none);
  EXPECT_EQ(error_with(std::string(500000, '[')), none);
  const std::string hint = " (draw the figure again without it)";
  EXPECT_EQ(error_with(recipe_with("180", "1e300")),
            file + ": expected a recipe with width_mm from 10 to 2000, found 1e+300" + hint);
  EXPECT_EQ(error_with(recipe_with("60", "-1")),
            file + ": expected a recipe with height_mm from 10 to 2000, found -1" + hint);
  EXPECT_EQ(error_with(recipe_with("300", "0")),
            file + ": expected a recipe with dpi from 20 to 2400, found 0" + hint);
  EXPECT_EQ(error_with(recipe_with("0.05", "1e9")),
            file + ": expected a recipe with least_ceiling from -100 to 100, found 1e+09" + hint);
  EXPECT_EQ(error_with(std::string(2000000, ' ')),
            file +
                ": expected a recipe of at most 1048576 bytes, found 2000000 (is this the right "
                "file?)");
}

TEST(ReadRecipe, UndoesWhatXmlCannotHold) {
  const TempDir folder;
  std::string text = recipe_with("a & b", "a &amp;lt; b");
  for (std::size_t at = 0; (at = text.find('"', at)) != std::string::npos; at += 6) {
    text.replace(at, 1, "&quot;");
  }
  const std::string start = "<svg><metadata id=\"cortiscope-recipe\">";
  write_bytes(folder / "a.svg", start + text + "</metadata></svg>");
  EXPECT_EQ(read_recipe((folder / "a.svg").string()).title, "a &lt; b");
}

TEST_F(FigureCommand, ReadsAWindowsRecipeFromBeforeRecipesHeldLooks) {
  write_bytes(path("old.json"), R"({"command": "figure", "inputs": [{"path": "fit.h5"}],
      "maps": ["scale"], "view": "", "side": "lateral", "rois": false, "region_colors": true,
      "width_mm": 120, "dpi": 72, "transparent": false, "least_ceiling": 0, "title": "",
      "panes": [{"form": "pial", "toward_eye": [0, 0, 1], "up": [0, 1, 0], "zoom": 2,
                 "shift": [0.5, 0], "aspect": 1.5},
                {"form": "flat", "toward_eye": [0, 0, 1], "up": [0, 1, 0], "zoom": 3,
                 "shift": [0, 0], "aspect": 0.75}],
      "ranges": {"scale": [0.25, 0.5]}})");
  const FigureRequest request = read_recipe(path("old.json"));
  ASSERT_TRUE(request.look);
  EXPECT_EQ(request.look->map, (Map{"scale"}));
  EXPECT_EQ(request.look->ranges.at("scale"), (ColorRange{0.25F, 0.5F}));
  EXPECT_FALSE(request.look->shows_regions);
  EXPECT_TRUE(request.look->shows_region_colors && request.look->shows_folds &&
              request.look->shows_flat);
  EXPECT_EQ(request.look->folded, SurfaceKind::kPial);
  EXPECT_EQ(request.look->folds_camera.zoom, 2);
  EXPECT_EQ(request.look->folds_camera.shift.x(), 0.5F);
  EXPECT_EQ(request.look->flat_camera.zoom, 3);
  ASSERT_EQ(request.panes.size(), 2U);
  EXPECT_EQ(request.panes[1].form, "flat");
  EXPECT_EQ(request.panes[1].aspect, 0.75);
}

TEST_F(FigureCommand, ReadsARecipeThatAPdfHoldsEscapedOrInHexadecimal) {
  FigureRequest request = window_request(path("fit.h5"));
  request.title = "a (b) \\ \"c\" ü";
  std::string escaped = "(", hexadecimal = "<FEFF";  // as newer and older versions of Cairo
  for (const char c : recipe_of(request, path("a.pdf"))) {
    if (c == '(' || c == ')' || c == '\\') escaped += '\\';
    escaped += c;
    std::array<char, 5> digits{};
    std::snprintf(digits.data(), digits.size(), "%04X", unsigned(c));
    hexadecimal += digits.data();
  }
  for (const std::string& subject : {escaped + ")", hexadecimal + ">"}) {
    write_bytes(path("a.pdf"), "%PDF-1.4\n<< /Title (a)\n   /Subject " + subject + "\n>>\n");
    EXPECT_EQ(read_recipe(path("a.pdf")).title, request.title);
  }
}

TEST_F(FigureCommand, FindsNoRecipeInOtherFiles) {
  write_bytes(path("a.pdf"), "%PDF-1.4\n<< /Title (a) >>");
  write_bytes(path("a.json"), "[1, 2]");
  write_bytes(path("broken.png"), "\x89PNG");
  write_bytes(path("a.txt"), recipe_of(window_request(path("fit.h5")), path("a.txt")));
  for (const char* name : {"a.pdf", "a.json", "broken.png", "a.txt", "none.png"}) {
    EXPECT_FALSE(find_recipe(path(name))) << name;
  }
  EXPECT_EQ(error_of([&] { read_recipe(path("a.pdf")); }),
            path("a.pdf") +
                ": expected a recipe of a figure, found none (give a PNG, SVG or PDF "
                "figure of ours)");
  EXPECT_EQ(read_recipe(path("a.txt")).look->map, (Map{"scale"}));
}

}  // namespace
}  // namespace cortiscope
