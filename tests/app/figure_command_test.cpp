#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "app/cli/command.h"
#include "app/cli/figure_command.h"
#include "app/session/figure_content.h"
#include "app/session/figure_file.h"
#include "app/session/figure_options.h"
#include "app/session/figure_request.h"
#include "app/session/map_table.h"
#include "core/color/palette.h"
#include "core/data/map_snapshot.h"
#include "core/io/freesurfer/freesurfer_writers.h"
#include "core/io/gifti/gifti_writers.h"
#include "core/io/hdf5/cortex_file.h"
#include "core/io/hdf5/fit_file.h"
#include "core/io/image/image_file.h"
#include "core/io/image/png_file.h"
#include "core/open/regions_pair.h"
#include "tests/render/planted_cortex.h"
#include "tests/support/expect_error.h"
#include "tests/support/real_data.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A planted fit in a file, and the command run on it.
class FigureCommand : public testing::Test {
 protected:
  FigureCommand() {
    FitResult fit = planted_fit();
    fit.features.channels = {4, 4};
    fit.features.images = {"a", "b", "c"};
    fit.training_images = {0};
    fit.validation_images = {1};
    fit.test_images = {2};
    fit.validation_r2 = fit.r2;
    write_fit(folder_ / "fit.h5", fit);
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  /// The exit code of `cortiscope figure` with these words.
  static int run(std::vector<std::string> words) {
    words.insert(words.begin(), {"cortiscope", "figure"});
    std::vector<char*> argv;
    for (std::string& word : words) argv.push_back(word.data());
    return run_program(int(argv.size()), argv.data(), {&add_figure_command});
  }

  /// The Error of drawing the fit with this changed.
  template <class Change>
  std::string refused(Change&& change) const {
    FigureRequest request;
    request.inputs = {path("fit.h5")};
    change(request);
    return error_of([&] { figure_of(request); });
  }

  TempDir folder_;
};

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

TEST_F(FigureCommand, DrawsAFigureAgainFromItsOwnRecipe) {
  ASSERT_EQ(run({path("fit.h5"), "--map", "score,weight:2", "--rois", "--size", "90", "--dpi", "80",
                 "--transparent", "--title", "a <b> & \"c\"", "--out", path("first.png")}),
            0);
  ASSERT_EQ(run({"--recipe", path("first.png"), "--out", path("again.svg")}), 0);
  ASSERT_EQ(run({"--recipe", path("again.svg"), "--out", path("again.png")}), 0);
  EXPECT_EQ(read_bytes(path("first.png")), read_bytes(path("again.png")));
}

/// An annotation of the left sheet: 652 vertices: its first row, in green, and the rest.
std::string annotation_bytes() {
  constexpr int kCount = 652, kGreen = 200 << 8, kGrey = 9;
  std::string bytes = big_endian(std::int32_t(kCount));
  for (int v = 0; v < kCount; ++v) {
    bytes += big_endian(std::int32_t(v)) + big_endian(std::int32_t(v < 300 ? kGreen : kGrey));
  }
  const auto text = [](const std::string& words) {
    return big_endian(std::int32_t(words.size() + 1)) + words + '\0';
  };
  const auto entry = [&](const std::string& name, int label) {
    return text(name) + big_endian(std::int32_t(label & 255)) +
           big_endian(std::int32_t(label >> 8 & 255)) + big_endian(std::int32_t(label >> 16)) +
           big_endian(std::int32_t(0));
  };
  return bytes + big_endian(std::int32_t(1)) + big_endian(std::int32_t(2)) + text("colors.txt") +
         entry("green area", kGreen) + entry("grey area", kGrey);
}

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

/// A second fit beside fit.h5, of a network that reads the two layers the other way round.
void write_turned_fit(const std::filesystem::path& before, const std::filesystem::path& after) {
  FitResult fit = read_fit(before);
  fit.features.network = "turned";
  for (std::int64_t i = 0; i < fit.selectors.vertex_count(); ++i) {
    float* weights = fit.selectors.layer.row(i);
    std::swap(weights[0], weights[1]);
  }
  write_fit(after, fit);
}

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

/// A window's figure of the fit: its two views of a map.
FigureRequest window_request(const std::string& fit) {
  FigureRequest request;
  request.inputs = {fit};
  request.dpi = 72;
  request.look = Look();
  request.look->map = {"scale"};
  request.look->flat_camera.zoom = 1.5F;
  request.panes = {{"flat", 1.5}};
  return request;
}

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

TEST_F(FigureCommand, RefusesADrawnRegionOfAnotherMesh) {
  FigureRequest request = window_request(path("fit.h5"));
  request.outlined = OutlinedRegions();
  request.outlined->drawn[kLh] = {{"far", {999999}}};
  EXPECT_EQ(
      error_of([&] { write_figure(request, path("a.png")); }),
      "a drawn region: expected some of the 652 vertices of planted's lh, found vertex 999999 "
      "(are they of another cortex?)");
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
