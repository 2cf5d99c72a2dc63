#include "render/cortex_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "tests/render/planted_cortex.h"
#include "tests/render/planted_surfaces.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

constexpr int kWidth = 600, kHeight = 300;
constexpr Rgb8 kRed = {250, 0, 0}, kBlue = {0, 0, 250}, kBlack = {0, 0, 0};

/// Two balls, each where its hemisphere lies in the head.
std::shared_ptr<const Cortex> two_balls() {
  Cortex cortex;
  for (const Hemisphere h : kHemispheres) {
    Surface surface = ball(60);
    for (Eigen::Vector3f& v : surface.vertices) v += Eigen::Vector3f(h == kLh ? -65 : 65, -20, 10);
    cortex[h].surfaces[SurfaceKind::kInflated] = surface;
  }
  return std::make_shared<const Cortex>(std::move(cortex));
}

std::shared_ptr<const Cortex> planted() {
  return std::make_shared<const Cortex>(planted_cortex({0.4F, true}));
}

std::array<std::vector<Rgb8>, 2> all_in(const Cortex& cortex, Rgb8 color) {
  std::array<std::vector<Rgb8>, 2> colors;
  for (const Hemisphere h : kHemispheres) {
    colors[h].assign(std::size_t(cortex[h].vertex_count()), color);
  }
  return colors;
}

Rgb8 color_at(const Raster& raster, Eigen::Vector2d pixel) {
  const std::uint8_t* p = raster.at(int(pixel.x()), int(pixel.y()));
  return {p[0], p[1], p[2]};
}

/// The vertex of a hemisphere that reaches farthest this way.
int farthest(const Cortex& cortex, Hemisphere h, const Eigen::Vector3f& direction) {
  const Surface& surface = *cortex[h].find(SurfaceKind::kInflated);
  int best = 0;
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    if (direction.dot(surface.vertices[v]) > direction.dot(surface.vertices[std::size_t(best)])) {
      best = int(v);
    }
  }
  return best;
}

/// Two balls on 600 x 300 pixels, seen from a side.
struct BallScene {
  std::shared_ptr<const Cortex> cortex = two_balls();
  CortexView view;

  explicit BallScene(Side side) {
    view.set_size(kWidth, kHeight);
    view.show(cortex, SurfaceKind::kInflated);
    view.set_camera(cortex_camera_from(side));
  }
};

/// How many pixels of a row change from one colour to another within a part of its width.
int changes_in_row(const Raster& raster, int y, double from, double to) {
  int changes = 0;
  for (int x = int(from * raster.width); x < int(to * raster.width); ++x) {
    changes += color_at(raster, {x, y}) != color_at(raster, {x + 1, y});
  }
  return changes;
}

TEST(CortexView, HatchesVerticesOverTheirColours) {
  const auto cortex = planted();
  CortexView view;
  view.set_size(kWidth, kHeight);
  view.show(cortex, SurfaceKind::kFlat);
  view.set_colors(all_in(*cortex, kRed));
  const Raster plain = view.draw();
  std::array<std::vector<bool>, 2> hatched;
  hatched[kLh].assign(std::size_t((*cortex)[kLh].vertex_count()), true);
  view.set_hatched(hatched);
  const int middle = kHeight / 2;
  const auto share_of = [&](Rgb8 color, const Raster& raster) {
    int count = 0, all = 0;
    for (int x = kWidth / 8; x < 3 * kWidth / 8; ++x) {
      ++all;
      count += color_at(raster, {x, middle}) == color;
    }
    return double(count) / all;
  };
  const Raster lines = view.draw();
  EXPECT_EQ(share_of(kRed, plain), 1);
  EXPECT_GT(share_of(kRed, lines), 0.5) << "seen between the lines";
  EXPECT_LT(share_of(kRed, lines), 0.9);
  EXPECT_EQ(changes_in_row(lines, middle, 0.6, 0.9), 0) << "rh";
  view.set_hatched({});
  EXPECT_EQ(view.draw().rgba, plain.rgba);
}

TEST(CortexView, HatchesLightAndDarkColoursWithLinesAsFarApartAtEverySize) {
  const auto cortex = planted();
  CortexView view;
  view.set_size(kWidth, kHeight);
  view.show(cortex, SurfaceKind::kFlat);
  std::array<std::vector<bool>, 2> hatched;
  hatched[kLh].assign(std::size_t((*cortex)[kLh].vertex_count()), true);
  view.set_hatched(hatched);
  const auto extremes = [&](Rgb8 color) {
    view.set_colors(all_in(*cortex, color));
    const Raster raster = view.draw();
    int least = 255, most = 0;
    for (int x = kWidth / 8; x < 3 * kWidth / 8; ++x) {
      const Rgb8 seen = color_at(raster, {x, kHeight / 2});
      least = std::min<int>(least, seen.g);
      most = std::max<int>(most, seen.g);
    }
    return std::array<int, 2>{least, most};
  };
  EXPECT_LT(extremes({250, 250, 250})[0], 150);
  EXPECT_GT(extremes({5, 5, 5})[1], 100);
  const int changes = changes_in_row(view.draw(), kHeight / 2, 0.2, 0.3);
  CortexCamera closer = view.camera();
  closer.zoom = 1.5F;
  view.set_camera(closer);
  EXPECT_NEAR(changes_in_row(view.draw(), kHeight / 2, 0.2, 0.3), changes, 4);
  EXPECT_GT(changes, 8);
}

TEST(CortexView, ShowsTheSameSideOfBothHemispheres) {
  BallScene scene(Side::kLateral);
  std::array<std::vector<Rgb8>, 2> colors = all_in(*scene.cortex, kBlack);
  for (const Hemisphere h : kHemispheres) {  // red outside, blue towards the middle of the head
    const Surface& surface = *(*scene.cortex)[h].find(SurfaceKind::kInflated);
    for (std::size_t v = 0; v < colors[h].size(); ++v) {
      colors[h][v] = std::abs(surface.vertices[v].x()) > 65 ? kRed : kBlue;
    }
  }
  scene.view.set_colors(colors);
  const auto seen_on = [&](Side side) {
    scene.view.set_camera(cortex_camera_from(side));
    const Raster picture = scene.view.draw();
    return std::array<Rgb8, 2>{color_at(picture, {150, 150}), color_at(picture, {450, 150})};
  };
  for (const Rgb8 color : seen_on(Side::kLateral)) EXPECT_GT(color.r, 200);
  for (const Rgb8 color : seen_on(Side::kMedial)) EXPECT_GT(color.b, 200);
}

TEST(CortexView, TurnsEachHemisphereInTheOthersMirrorImage) {
  BallScene scene(Side::kLateral);
  const auto place = [&](Hemisphere h, Eigen::Vector3f direction) {
    return scene.view.place_of({h, farthest(*scene.cortex, h, direction)})->pixel;
  };
  const Eigen::Vector3f front(0, 1, 0), top(0, 0, 1);
  EXPECT_LT(place(kLh, front).x(), 60) << "lh faces left";
  EXPECT_GT(place(kRh, front).x(), 540) << "rh faces right";
  EXPECT_LT(place(kLh, top).y(), 60);
  scene.view.set_camera(turned(scene.view.camera(), {0.1F, 0.05F}, kLh));
  for (const Eigen::Vector3f& direction : {front, top, Eigen::Vector3f(0, -1, 0)}) {
    EXPECT_NEAR(place(kLh, direction).x(), kWidth - place(kRh, direction).x(), 2);
    EXPECT_NEAR(place(kLh, direction).y(), place(kRh, direction).y(), 2);
  }
}

/// Which hemispheres are seen in the left and in the right part of a picture.
std::array<std::set<Hemisphere>, 2> seen_in_halves(const CortexView& view) {
  std::array<std::set<Hemisphere>, 2> seen;
  for (int y = 5; y < kHeight; y += 10) {
    for (int x = 5; x < kWidth; x += 10) {
      if (std::abs(x - kWidth / 2) < 10) continue;
      if (const auto vertex = view.vertex_at(x, y)) {
        seen[x < kWidth / 2 ? 0 : 1].insert(vertex->hemisphere);
      }
    }
  }
  return seen;
}

TEST(CortexView, ShowsHemispheresTogetherAsTheyLieInTheHead) {
  using Seen = std::set<Hemisphere>;
  const auto seen_from = [](Side side) {
    BallScene scene(side);
    scene.view.set_placing(Placing::kTogether);
    return seen_in_halves(scene.view);
  };
  EXPECT_EQ(seen_from(Side::kPosterior), (std::array<Seen, 2>{Seen{kLh}, Seen{kRh}}));
  EXPECT_EQ(seen_from(Side::kAnterior), (std::array<Seen, 2>{Seen{kRh}, Seen{kLh}}))
      << "as one sees somebody else";
  EXPECT_EQ(seen_from(Side::kLateral), (std::array<Seen, 2>{Seen{kLh}, Seen{kLh}}))
      << "rh is behind it";
  EXPECT_EQ(seen_from(Side::kMedial), (std::array<Seen, 2>{Seen{kRh}, Seen{kRh}}));
  BallScene apart(Side::kAnterior);
  EXPECT_EQ(seen_in_halves(apart.view), (std::array<Seen, 2>{Seen{kLh}, Seen{kRh}}));
}

TEST(CortexView, KnowsWhatTheOtherHemisphereHides) {
  BallScene scene(Side::kLateral);
  const int medial = farthest(*scene.cortex, kRh, {-1, 0, 0});  // turned to the eye
  scene.view.set_placing(Placing::kTogether);
  EXPECT_TRUE(scene.view.place_of({kRh, medial})->is_hidden);
  EXPECT_EQ(scene.view.side_of(0), kLh) << "all that is seen";
  EXPECT_EQ(scene.view.side_of(kWidth), kLh);
  scene.view.set_placing(Placing::kApart);
  scene.view.set_camera(cortex_camera_from(Side::kMedial));
  EXPECT_FALSE(scene.view.place_of({kRh, medial})->is_hidden);
}

TEST(CortexView, MovesInflatedHemispheresApartUntilTheyTouch) {
  const SurfaceReach ball_at_origin = reach_of(ball(60));
  const CortexLayout layout =
      together_layout_of({ball_at_origin, ball_at_origin}, cortex_camera_from(Side::kPosterior));
  EXPECT_NEAR((layout.places[kLh] * Eigen::Vector3f(0, 0, 0)).x(), -60, 2);
  EXPECT_NEAR((layout.places[kRh] * Eigen::Vector3f(0, 0, 0)).x(), 60, 2);
  EXPECT_NEAR(layout.fitted.width(), 240, 5);
}

TEST(CortexView, FillsThePictureWithBothHemispheresAndCoversNeither) {
  BallScene scene(Side::kDorsal);
  scene.view.set_colors(all_in(*scene.cortex, kRed));
  const Raster picture = scene.view.draw();
  int first = kWidth, last = 0;
  for (int x = 0; x < kWidth; ++x) {
    if (color_at(picture, {x, kHeight / 2}).g > 0) continue;
    first = std::min(first, x);
    last = x;
  }
  EXPECT_NEAR(first, 0.05 * kWidth, 3);
  EXPECT_NEAR(last, 0.95 * kWidth, 3);
  EXPECT_EQ(color_at(picture, {kWidth / 2, kHeight / 2}), (Rgb8{255, 255, 255}));
}

TEST(CortexView, FindsTheVertexUnderAPixelOfEitherHemisphere) {
  BallScene scene(Side::kVentral);
  for (const Hemisphere h : kHemispheres) {
    const int below = farthest(*scene.cortex, h, {0, 0, -1});
    const auto seen = scene.view.place_of({h, below});
    ASSERT_TRUE(seen);
    EXPECT_FALSE(seen->is_hidden);
    EXPECT_NEAR(seen->pixel.x(), h == kLh ? 161 : 439, 3);
    EXPECT_EQ(scene.view.vertex_at(std::floor(seen->pixel.x()), std::floor(seen->pixel.y())),
              (CortexVertex{h, below}));
    const auto above = scene.view.place_of({h, farthest(*scene.cortex, h, {0, 0, 1})});
    ASSERT_TRUE(above);
    EXPECT_TRUE(above->is_hidden);
  }
  EXPECT_FALSE(scene.view.vertex_at(2, 2));
  EXPECT_FALSE(scene.view.vertex_at(kWidth / 2, kHeight / 2));
  EXPECT_FALSE(scene.view.place_of({kLh, 1 << 20}));
}

TEST(CortexView, DrawsTheColorOfAVertexWhereItIsFound) {
  const auto cortex = planted();
  CortexView view;
  view.set_size(kWidth, kHeight);
  view.show(cortex, SurfaceKind::kFlat);
  for (const Hemisphere h : kHemispheres) {
    for (const int v : {33, 200, 325, 480, 610}) {
      auto colors = all_in(*cortex, kBlue);
      colors[h][std::size_t(v)] = kRed;
      view.set_colors(colors);
      const auto seen = view.place_of({h, v});
      ASSERT_TRUE(seen);
      EXPECT_FALSE(seen->is_hidden);
      const Raster picture = view.draw();
      EXPECT_GT(color_at(picture, seen->pixel).r, 180) << name_of(h) << " " << v;
      EXPECT_EQ(view.vertex_at(std::floor(seen->pixel.x()), std::floor(seen->pixel.y())),
                (CortexVertex{h, v}));
    }
    EXPECT_FALSE(view.place_of({h, int(all_in(*cortex, kRed)[h].size()) - 1}))
        << "no triangle uses it";
  }
}

TEST(CortexView, FlatColorsAreExactlyThoseGiven) {
  const auto cortex = planted();
  CortexView view;
  view.set_size(kWidth, kHeight);
  view.show(cortex, SurfaceKind::kFlat);
  for (const Rgb8 color : {Rgb8{1, 2, 3}, Rgb8{201, 154, 77}, Rgb8{254, 253, 252}}) {
    view.set_colors(all_in(*cortex, color));
    const Raster picture = view.draw();
    EXPECT_EQ(color_at(picture, view.place_of({kLh, 325})->pixel), color);
    EXPECT_EQ(color_at(picture, view.place_of({kRh, 325})->pixel), color);
  }
}

TEST(CortexView, PutsTheLeftFlatmapLeftAndDorsalUp) {
  const auto cortex = planted();
  CortexView view;
  view.set_size(kWidth, kHeight);
  view.show(cortex, SurfaceKind::kFlat);
  // Vertex (column, row) has index 31 row + column; column 0 is posterior, row 20 dorsal.
  const auto place = [&](Hemisphere h, int column, int row) {
    return view.place_of({h, 31 * row + column})->pixel;
  };
  EXPECT_LT(place(kLh, 0, 10).x(), place(kRh, 0, 10).x());
  EXPECT_GT(place(kLh, 0, 10).x(), place(kLh, 30, 10).x()) << "posterior towards the middle";
  EXPECT_LT(place(kRh, 0, 10).x(), place(kRh, 30, 10).x());
  EXPECT_LT(place(kLh, 10, 20).y(), place(kLh, 10, 0).y());
  EXPECT_LT(place(kRh, 10, 20).y(), place(kRh, 10, 0).y());
  EXPECT_EQ(view.side_of(place(kLh, 0, 10).x()), kLh);
  EXPECT_EQ(view.side_of(place(kRh, 0, 10).x()), kRh);
}

TEST(CortexView, FramesAFlatmapAroundItsFocus) {
  const auto cortex = planted();
  std::array<std::vector<int>, 2> focus;
  for (auto& vertices : focus) {
    for (const int row : {5, 15}) {
      for (const int column : {0, 5}) vertices.push_back(31 * row + column);
    }
  }
  CortexView view;
  view.set_size(kWidth, kHeight);
  view.show(cortex, SurfaceKind::kFlat, focus);
  EXPECT_NEAR(view.place_of({kLh, 31 * 15 + 5})->pixel.y(), 0.05 * kHeight, 3);
  EXPECT_NEAR(view.place_of({kRh, 31 * 5})->pixel.y(), 0.95 * kHeight, 3);
  const double middle =
      (view.place_of({kLh, 31 * 5 + 5})->pixel.x() + view.place_of({kRh, 31 * 5 + 5})->pixel.x()) /
      2;
  EXPECT_NEAR(middle, kWidth / 2.0, 2);
}

TEST(CortexView, MovesAndZoomsByThePixel) {
  BallScene scene(Side::kPosterior);
  const CortexVertex vertex = {kRh, farthest(*scene.cortex, kRh, {0, -1, 0})};
  const Eigen::Vector2d before = scene.view.place_of(vertex)->pixel;
  scene.view.set_camera(panned(scene.view.camera(), {30.0F / kHeight, 45.0F / kHeight}));
  const Eigen::Vector2d moved = scene.view.place_of(vertex)->pixel;
  EXPECT_NEAR(moved.x(), before.x() + 30, 0.1);
  EXPECT_NEAR(moved.y(), before.y() + 45, 0.1);
  const PictureStep pointer = {float(moved.x() - kWidth / 2.0) / kHeight,
                               float(moved.y() - kHeight / 2.0) / kHeight};
  const double mm_a_pixel = scene.view.mm_a_pixel();
  scene.view.set_camera(zoomed(scene.view.camera(), 3, pointer));
  EXPECT_NEAR(scene.view.place_of(vertex)->pixel.x(), moved.x(), 0.1);
  EXPECT_NEAR(scene.view.place_of(vertex)->pixel.y(), moved.y(), 0.1);
  EXPECT_NEAR(scene.view.mm_a_pixel(), mm_a_pixel / 3, 1e-6);
  scene.view.set_camera(zoomed(scene.view.camera(), 2, pointer));
  EXPECT_NEAR(scene.view.place_of(vertex)->pixel.y(), moved.y(), 0.1);
  scene.view.set_camera(panned(scene.view.camera(), {-30.0F / kHeight, 0}));
  EXPECT_NEAR(scene.view.place_of(vertex)->pixel.x(), moved.x() - 30, 0.1);
}

/// A flatmap with one region of the left hemisphere, all red.
struct RegionScene {
  explicit RegionScene(const Region& region) {
    Cortex with_region = planted_cortex();
    with_region[kLh].regions = {region};
    cortex = std::make_shared<const Cortex>(with_region);
    view.set_size(kWidth, kHeight);
    view.show(cortex, SurfaceKind::kFlat);
    view.set_colors(all_in(*cortex, kRed));
  }

  std::shared_ptr<const Cortex> cortex;
  CortexView view;
};

TEST(CortexView, DrawsTheBordersOfRegionsWhereAsked) {
  Region region = planted_patch("R");
  RegionScene scene(region);
  CortexView& view = scene.view;
  const auto dark_pixels = [&] {
    const Raster picture = view.draw();
    int count = 0;
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) count += picture.rgba[i] < 100;
    return count;
  };
  EXPECT_EQ(dark_pixels(), 0);
  view.set_region_lines(true);
  const int thin = dark_pixels();
  const Eigen::Vector2d inside = view.place_of({kLh, 31 * 10 + 10})->pixel;
  int pale = 0, dark = 0;  // across the border, from inside towards posterior
  for (int step = 0; step < 9; ++step) {
    const Rgb8 color = color_at(view.draw(), inside + Eigen::Vector2d(step, 0));
    pale += color.g > 150;
    dark += color.r < 100;
  }
  EXPECT_GE(dark, 1);
  EXPECT_GE(pale, 2) << "seen on dark colours too";
  EXPECT_GT(thin, 4 * 9 * 5) << "around ten by ten millimetres";
  view.set_size(kWidth, kHeight, 2);
  EXPECT_GT(dark_pixels(), 1.5 * thin) << "a denser screen's pixels are smaller";
  view.show(scene.cortex, SurfaceKind::kFlat);
  EXPECT_GT(dark_pixels(), 0) << "kept with another form";
  view.set_region_lines(false);
  EXPECT_EQ(dark_pixels(), 0);
}

TEST(CortexView, OutlinesRegionsInTheirOwnColours) {
  Region region = planted_patch("R");
  region.color = kBlue;
  RegionScene scene(region);
  CortexView& view = scene.view;
  const auto count_of = [&](Rgb8 color) {
    const Raster picture = view.draw();
    int count = 0;
    for (std::size_t i = 0; i < picture.rgba.size(); i += 4) {
      count += picture.rgba[i] == color.r && picture.rgba[i + 1] == color.g &&
               picture.rgba[i + 2] == color.b;
    }
    return count;
  };
  view.set_region_lines(true);
  EXPECT_GT(count_of(kBlue), 4 * 9 * 5);
  auto plain = std::make_shared<HemisphereRegions>();
  (*plain)[kLh] = {{"R", region.vertices}};
  view.set_regions(plain);
  EXPECT_EQ(count_of(kBlue), 0);
}

TEST(CortexView, TellsWhereRegionsAreSeen) {
  Region patch = planted_patch("patch");
  RegionScene scene(patch);
  CortexView& view = scene.view;
  EXPECT_TRUE(view.seen_regions().empty()) << "none is outlined";
  view.set_region_lines(true);
  ASSERT_EQ(view.seen_regions().size(), 1U);
  const SeenRegion seen = view.seen_regions().front();
  EXPECT_EQ(seen.name, "patch");
  EXPECT_EQ(seen.size, 121U);
  EXPECT_LT((seen.pixel - view.place_of({kLh, 31 * 10 + 15})->pixel).norm(), 1) << "its middle";
  view.set_camera(panned(view.camera(), {1.4F, 0}));
  view.set_camera(zoomed(view.camera(), 8, {0, 0}));
  EXPECT_TRUE(view.seen_regions().empty()) << "out of the picture";
}

TEST(CortexView, NamesARegionWhereItIsThoughItIsBent) {
  Region frame{"frame", {}};  // around a hole
  for (int row = 2; row <= 18; ++row) {
    for (int column = 6; column <= 24; ++column) {
      if (row < 5 || row > 15 || column < 9 || column > 21) {
        frame.vertices.push_back(31 * row + column);
      }
    }
  }
  RegionScene scene(frame);
  CortexView& view = scene.view;
  view.set_region_lines(true);
  ASSERT_EQ(view.seen_regions().size(), 1U);
  const Eigen::Vector2d at = view.seen_regions().front().pixel;
  const auto vertex = view.vertex_at(at.x(), at.y());
  ASSERT_TRUE(vertex);
  EXPECT_TRUE(std::binary_search(frame.vertices.begin(), frame.vertices.end(), vertex->vertex));
}

TEST(CortexView, NamesNoRegionThatIsTurnedAway) {
  Cortex balls = *two_balls();
  const Surface& surface = *balls[kLh].find(SurfaceKind::kInflated);
  Region top{"top", {}}, bottom{"bottom", {}};  // each from its pole to beyond the rim
  for (int v = 0; v < int(surface.vertices.size()); ++v) {
    const float z = surface.vertices[std::size_t(v)].z();
    if (z > -15) top.vertices.push_back(v);
    if (z < 15) bottom.vertices.push_back(v);
  }
  balls[kLh].regions = {top, bottom};
  CortexView view;
  view.set_size(kWidth, kHeight);
  view.show(std::make_shared<const Cortex>(balls), SurfaceKind::kInflated);
  view.set_region_lines(true);
  view.set_camera(cortex_camera_from(Side::kDorsal));
  ASSERT_EQ(view.seen_regions().size(), 1U);
  EXPECT_EQ(view.seen_regions().front().name, "top");
  view.set_camera(cortex_camera_from(Side::kVentral));
  ASSERT_EQ(view.seen_regions().size(), 1U);
  EXPECT_EQ(view.seen_regions().front().name, "bottom");
}

TEST(CortexView, FindsTheVerticesInAnOutlineOfEitherFlatmapWhateverTheCamera) {
  FlatPose turned_and_mirrored;
  turned_and_mirrored.turned_by = 0.7F;
  turned_and_mirrored.is_mirrored = true;
  const auto cortex = std::make_shared<const Cortex>(planted_cortex(turned_and_mirrored));
  CortexView view;
  view.set_size(kWidth, kHeight);
  view.show(cortex, SurfaceKind::kFlat);
  view.set_camera(zoomed(view.camera(), 1.7F, {0.1F, 0.05F}));
  for (const Hemisphere h : kHemispheres) {
    // Around the vertices of columns 11 to 14 and rows 6 to 9, between them and their neighbours.
    std::vector<Eigen::Vector2f> outline;
    for (const auto& [column, row] : {std::pair{10, 5}, {15, 5}, {15, 10}, {10, 10}}) {
      const Eigen::Vector2d a = view.place_of({h, 31 * row + column})->pixel;
      const Eigen::Vector2d inner = view.place_of({h, 31 * 7 + 12})->pixel;
      const Eigen::Vector2d corner = a + 0.1 * (inner - a);
      outline.push_back(view.plane_at(corner.x(), corner.y()));
      EXPECT_LT((view.pixel_of(outline.back()) - corner).norm(), 0.01);
    }
    view.set_camera(panned(view.camera(), {0.05F, 0}));  // what is drawn stays on the map
    const OutlinedVertices inside = view.vertices_inside(outline);
    EXPECT_EQ(inside.hemisphere, h);
    std::vector<int> expected;
    for (int row = 6; row <= 9; ++row) {
      for (int column = 11; column <= 14; ++column) expected.push_back(31 * row + column);
    }
    EXPECT_EQ(inside.vertices, expected);
  }
  EXPECT_TRUE(view.vertices_inside({}).vertices.empty());
}

TEST(CortexView, DrawsOneHemisphereAloneInTheMiddle) {
  Cortex alone = *two_balls();
  alone[kLh] = {};
  const auto cortex = std::make_shared<const Cortex>(alone);
  CortexView view;
  view.set_size(kWidth, kHeight);
  view.set_background(Rgb8{10, 20, 30});
  view.show(cortex, SurfaceKind::kInflated);
  view.set_colors(all_in(*cortex, kRed));
  const Raster picture = view.draw();
  EXPECT_GT(color_at(picture, {kWidth / 2, kHeight / 2}).r, 240);
  EXPECT_EQ(color_at(picture, {5, 5}), (Rgb8{10, 20, 30}));
  EXPECT_EQ(picture.at(5, 5)[3], 255);
  ASSERT_TRUE(view.vertex_at(kWidth / 2, kHeight / 2));
  EXPECT_EQ(view.vertex_at(kWidth / 2, kHeight / 2)->hemisphere, kRh);
}

TEST(CortexView, SaysWhichFormACortexLacksAndKeepsWhatItShowed) {
  BallScene scene(Side::kLateral);
  Cortex unfolded = *two_balls();
  unfolded.name = "sub-01";
  const auto cortex = std::make_shared<const Cortex>(unfolded);
  EXPECT_EQ(error_of([&] { scene.view.show(cortex, SurfaceKind::kPial); }),
            "sub-01: lh pial: this cortex has no such surface (ask for another view)");
  EXPECT_TRUE(scene.view.vertex_at(150, 150));
}

}  // namespace
}  // namespace cortiscope
