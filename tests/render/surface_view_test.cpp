#include "tests/render/surface_view.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "tests/render/planted_surfaces.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

constexpr int kSize = 300;

/// A ball 180 mm wide in an image of 200 mm, seen from a side of the left hemisphere.
Raster ball_from(Side side, const std::vector<Rgb8>& colors, Shading shading) {
  SurfaceView view;
  view.set_surface(ball(90));
  view.set_colors(colors);
  view.set_shading(shading);
  view.set_camera(camera_from(side, kLh));
  return view.draw(kSize, kSize);
}

std::vector<Rgb8> colored_by(const Surface& surface, Rgb8 (*color)(const Eigen::Vector3f&)) {
  std::vector<Rgb8> colors;
  for (const Eigen::Vector3f& v : surface.vertices) colors.push_back(color(v));
  return colors;
}

Rgb8 color_at(const Raster& raster, int x, int y) { return over(raster, {255, 255, 255}).at(x, y); }

TEST(SurfaceView, DrawsEachVertexInExactlyItsColor) {
  const Surface surface = ball(90);
  const Raster raster = ball_from(
      Side::kLateral, std::vector<Rgb8>(surface.vertices.size(), {200, 100, 50}), Shading::kFlat);
  EXPECT_EQ(color_at(raster, 150, 150), (Rgb8{200, 100, 50}));
  EXPECT_EQ(color_at(raster, 30, 150), (Rgb8{200, 100, 50}));
  EXPECT_EQ(raster.at(2, 2)[3], 0) << "the background is transparent";
}

TEST(SurfaceView, BlendsColoursOfNumbersAndNotThoseOfNames) {
  const Surface surface = ball(90, 2);
  const auto colors = colored_by(surface, [](const Eigen::Vector3f& v) {
    return v.z() > 0 ? Rgb8{255, 0, 0} : Rgb8{0, 0, 255};
  });
  const auto blends = [&](ColorSteps steps) {
    SurfaceView view;
    view.set_surface(surface);
    view.set_shading(Shading::kFlat);
    view.set_camera(camera_from(Side::kLateral, kLh));
    view.set_colors(colors, steps);
    const Raster raster = view.draw(kSize, kSize);
    int count = 0;
    for (int y = 0; y < kSize; ++y) {
      for (int x = 0; x < kSize; ++x) {
        const Rgb8 color = color_at(raster, x, y);
        count += color.r > 10 && color.b > 10 && color.g < 10;
      }
    }
    return count;
  };
  EXPECT_GT(blends(ColorSteps::kBlended), 500);
  EXPECT_EQ(blends(ColorSteps::kSharp), 0);
}

TEST(SurfaceView, IsSymmetricAndTheSameTwice) {
  const auto colors = std::vector<Rgb8>(ball(90).vertices.size(), {90, 160, 220});
  const Raster first = ball_from(Side::kDorsal, colors, Shading::kGentle);
  EXPECT_EQ(first.rgba, ball_from(Side::kDorsal, colors, Shading::kGentle).rgba);
  int unlike = 0;
  for (int y = 0; y < kSize; ++y) {
    for (int x = 0; x < kSize / 2; ++x) {
      unlike += std::abs(first.at(x, y)[0] - first.at(kSize - 1 - x, y)[0]) > 3;
    }
  }
  EXPECT_LT(unlike, kSize) << "but for the outline";
}

TEST(SurfaceView, ShadesGentlyAndKeepsTheHue) {
  const auto colors = std::vector<Rgb8>(ball(90).vertices.size(), {200, 100, 50});
  const Raster raster = ball_from(Side::kLateral, colors, Shading::kGentle);
  const Rgb8 facing = color_at(raster, 150, 150), turned = color_at(raster, 25, 150);
  EXPECT_GT(facing.r, 196);
  EXPECT_LT(turned.r, 0.9 * facing.r);
  EXPECT_GT(turned.r, 0.65 * facing.r);
  EXPECT_NEAR(turned.g, turned.r / 2, 2);
  EXPECT_NEAR(turned.b, turned.r / 4, 2);
}

TEST(SurfaceView, NamedSidesLookFromWhereTheySay) {
  // Red to the right of the head, green to the front, blue to the top.
  const auto colors = colored_by(ball(90), [](const Eigen::Vector3f& v) {
    const auto channel = [](float mm) { return std::uint8_t(128 + mm); };
    return Rgb8{channel(v.x()), channel(v.y()), channel(v.z())};
  });
  const auto centre = [&](Side side) {
    return color_at(ball_from(side, colors, Shading::kFlat), 150, 150);
  };
  EXPECT_LT(centre(Side::kLateral).r, 45);
  EXPECT_GT(centre(Side::kMedial).r, 210);
  EXPECT_LT(centre(Side::kVentral).b, 45);
  EXPECT_GT(centre(Side::kDorsal).b, 210);
  EXPECT_LT(centre(Side::kPosterior).g, 45);
  EXPECT_GT(centre(Side::kAnterior).g, 210);
  const Raster lateral = ball_from(Side::kLateral, colors, Shading::kFlat);
  EXPECT_GT(color_at(lateral, 150, 20).b, 200) << "superior is up";
  EXPECT_GT(color_at(lateral, 20, 150).g, 200) << "lh faces left";
}

TEST(SurfaceView, DrawsAClosedSurfaceTheSameWhicheverWayItsTrianglesAreTurned) {
  Surface surface = ball(90);
  const auto draw = [&] {
    SurfaceView view;
    view.set_surface(surface);
    view.set_colors(colored_by(surface, [](const Eigen::Vector3f& v) {
      return v.z() > 0 ? Rgb8{250, 0, 0} : Rgb8{0, 0, 250};
    }));
    return view.draw(kSize, kSize);
  };
  const Raster outward = draw();
  EXPECT_EQ(color_at(outward, kSize / 2, kSize / 2), (Rgb8{250, 0, 0})) << "toward the eye";
  for (Eigen::Vector3i& t : surface.triangles) std::swap(t[1], t[2]);
  EXPECT_EQ(draw().rgba, outward.rgba);
}

TEST(SurfaceView, DrawsTheInsideWhereASurfaceIsOpen) {
  Surface bowl = ball(90);  // its upper half cut away
  bowl.triangles.erase(std::remove_if(bowl.triangles.begin(), bowl.triangles.end(),
                                      [&](const Eigen::Vector3i& t) {
                                        return bowl.vertices[std::size_t(t[0])].z() > 0;
                                      }),
                       bowl.triangles.end());
  SurfaceView view;
  view.set_surface(bowl);
  view.set_camera(camera_from(Side::kDorsal, kLh));
  EXPECT_EQ(color_at(view.draw(kSize, kSize), kSize / 2, kSize / 2), (Rgb8{128, 128, 128}));
}

TEST(SurfaceView, NeverDrawsWhatNoTriangleUses) {
  Surface surface = sheet(10, 10);
  surface.vertices.emplace_back(50.0F, 5.0F, 30.0F);
  SurfaceView view;
  view.set_surface(surface);
  const Extent extent = seen_extent(Camera{}, surface);
  EXPECT_EQ(extent.width(), 10);
  view.set_camera(framed(Camera{}, extent));
  const Raster raster = view.draw(kSize * 2, kSize);
  int drawn = 0;
  for (std::size_t i = 3; i < raster.rgba.size(); i += 4) drawn += raster.rgba[i] > 0;
  EXPECT_NEAR(drawn, kSize * kSize, 2 * kSize);
}

TEST(SurfaceView, OversamplingSoftensEdgesOnly) {
  SurfaceView view;
  view.set_surface(ball(90));
  const Raster soft = view.draw(kSize, kSize, 3);
  EXPECT_EQ(soft.width, kSize);
  EXPECT_EQ(color_at(soft, 150, 150), (Rgb8{128, 128, 128}));
  int partial = 0;
  for (std::size_t i = 3; i < soft.rgba.size(); i += 4) {
    partial += soft.rgba[i] > 0 && soft.rgba[i] < 255;
  }
  EXPECT_GT(partial, kSize);
  EXPECT_LT(partial, 6 * kSize);
}

TEST(SurfaceView, DrawsLinesJustAboveTheSurfaceAndHidesThoseBehind) {
  SurfaceView view;
  view.set_surface(ball(90));
  view.set_camera(camera_from(Side::kDorsal, kLh));
  const ColoredLine inside = {{{-40, 0, 81}, {40, 0, 81}}, {250, 0, 0}};
  const ColoredLine left = {{{-40, 0, 90}, {20, 0, 90}}, {250, 0, 0}};
  const ColoredLine right = {{{20, 0, 90}, {60, 0, 90}}, {0, 0, 250}};
  const ColoredLine behind = {{{0, -40, -81}, {0, 40, -81}}, {250, 0, 0}};
  view.set_lines({inside, behind}, 4);
  Raster raster = view.draw(kSize, kSize);
  EXPECT_EQ(color_at(raster, 150, 150), (Rgb8{128, 128, 128})) << "inside the ball";
  view.set_lines({left, right, behind}, 4);
  raster = view.draw(kSize, kSize);
  EXPECT_EQ(color_at(raster, 150, 150), (Rgb8{250, 0, 0}));
  EXPECT_EQ(color_at(raster, 110, 150), (Rgb8{250, 0, 0}));
  EXPECT_EQ(color_at(raster, 200, 150), (Rgb8{0, 0, 250})) << "each in its own colour";
  EXPECT_EQ(color_at(raster, 150, 110), (Rgb8{128, 128, 128}));
}

TEST(VerticesFacing, AreThoseTurnedToTheEye) {
  const Surface surface = ball(90);
  const std::vector<bool> facing = vertices_facing(surface, {0, 0, 1});
  for (std::size_t v = 0; v < facing.size(); ++v) {
    const float up = surface.vertices[v].z();
    if (std::abs(up) < 10) continue;  // the rim
    EXPECT_EQ(facing[v], up > 0);
  }
}

TEST(SurfaceView, RefusesAPictureLargerThanOpenGl) {
  SurfaceView view;
  view.set_surface(ball(90));
  EXPECT_EQ(error_of([&] { view.draw(20000, 10); }),
            "OpenGL: cannot draw 20000 x 10 pixels at once, at most 16384 a side (ask for fewer "
            "dots an inch)");
}

TEST(MergeSurfaces, ShiftsTheSecondsTriangles) {
  const Surface merged = merge_surfaces(sheet(1, 1), sheet(1, 1));
  ASSERT_EQ(merged.vertices.size(), 8U);
  EXPECT_EQ(merged.triangles[2], Eigen::Vector3i(4, 5, 7));
}

TEST(ParseSide, ReadsTheSixNamesAndRefusesOthers) {
  for (const char* name : {"lateral", "medial", "ventral", "dorsal", "posterior", "anterior"}) {
    EXPECT_STREQ(name_of(parse_side(name)), name);
  }
  EXPECT_EQ(error_of([] { parse_side("left"); }),
            "side \"left\": expected lateral, medial, ventral, dorsal, posterior or anterior");
}

}  // namespace
}  // namespace cortiscope
