// A cortex between its folded, inflated and flat forms.
#include "render/unfolding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "core/simulate/cortex/builtin_cortex.h"
#include "render/cortex_form.h"
#include "render/cortex_view.h"
#include "tests/render/planted_cortex.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

constexpr int kWidth = 500, kHeight = 300;

std::shared_ptr<const Cortex> small_cortex() {
  static const auto cortex = std::make_shared<const Cortex>(builtin_cortex(4));
  return cortex;
}

/// Different at neighbouring vertices.
std::array<std::vector<Rgb8>, 2> stripes(const Cortex& cortex) {
  std::array<std::vector<Rgb8>, 2> colors;
  for (const Hemisphere h : kHemispheres) {
    for (int v = 0; v < cortex[h].vertex_count(); ++v) {
      colors[h].push_back({std::uint8_t(37 * v), std::uint8_t(101 * v), std::uint8_t(5 * v)});
    }
  }
  return colors;
}

struct Scene {
  std::shared_ptr<const Cortex> cortex = small_cortex();
  CortexView view;

  explicit Scene(SurfaceKind kind = SurfaceKind::kInflated) {
    view.set_size(kWidth, kHeight);
    view.set_camera(cortex_camera_from(Side::kPosterior));
    view.set_region_lines(true);
    view.show(cortex, kind);
    view.set_colors(stripes(*cortex));
  }
};

int changed_pixels(const Raster& a, const Raster& b) {
  int changed = 0;
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) changed += !std::equal(a.at(x, y), a.at(x, y) + 3, b.at(x, y));
  }
  return changed;
}

class UnfoldedTo : public testing::TestWithParam<std::pair<float, SurfaceKind>> {};

TEST_P(UnfoldedTo, AFormIsDrawnExactlyAsItIs) {
  const auto [at, kind] = GetParam();
  Scene direct(kind), unfolded;
  unfolded.view.unfold(0.6F);
  unfolded.view.unfold(at);
  EXPECT_EQ(changed_pixels(unfolded.view.draw(), direct.view.draw()), 0);
  EXPECT_EQ(unfolded.view.is_flat(), kind == SurfaceKind::kFlat);
  for (int y = 5; y < kHeight; y += 20) {
    for (int x = 5; x < kWidth; x += 20) {
      EXPECT_EQ(unfolded.view.vertex_at(x, y), direct.view.vertex_at(x, y)) << x << ", " << y;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Forms, UnfoldedTo,
                         testing::Values(std::pair(kAtFolded, SurfaceKind::kPial),
                                         std::pair(kAtInflated, SurfaceKind::kInflated),
                                         std::pair(kAtFlat, SurfaceKind::kFlat)));

class UnfoldedBy : public testing::TestWithParam<float> {};

TEST_P(UnfoldedBy, PicksTheVertexThatIsDrawnThere) {
  Scene scene;
  scene.view.unfold(GetParam());
  int picked = 0;
  for (const Hemisphere h : kHemispheres) {
    for (int v = 0; v < (*scene.cortex)[h].vertex_count(); v += 7) {
      const auto seen = scene.view.place_of({h, v});
      if (!seen || seen->is_hidden) continue;
      // A pixel's centre need not lie on the vertex, but on a triangle of it or beside it.
      const auto found = scene.view.vertex_at(seen->pixel.x() - 0.5, seen->pixel.y() - 0.5);
      if (!found) continue;
      const auto there = scene.view.place_of(*found);
      ASSERT_TRUE(there);
      EXPECT_LT((there->pixel - seen->pixel).norm(), 12) << h << " " << v;
      ++picked;
    }
  }
  EXPECT_GT(picked, 50);
}

// The colours say which vertex it is.
TEST_P(UnfoldedBy, DrawsEachVertexWhereItIsPicked) {
  Scene scene;
  scene.view.set_region_lines(false);
  std::array<std::vector<Rgb8>, 2> colors = stripes(*scene.cortex);
  for (const Hemisphere h : kHemispheres) {
    std::fill(colors[h].begin(), colors[h].end(), Rgb8{40, 40, 40});
  }
  scene.view.unfold(GetParam());
  std::optional<CortexVertex> middle;
  for (double x = 0.3; !middle && x > 0; x -= 0.02) {
    middle = scene.view.vertex_at(x * kWidth, 0.5 * kHeight);
  }
  ASSERT_TRUE(middle);
  colors[middle->hemisphere][std::size_t(middle->vertex)] = {250, 0, 0};
  scene.view.set_colors(colors);
  const Raster picture = scene.view.draw();
  const Eigen::Vector2d pixel = scene.view.place_of(*middle)->pixel;
  int reddest = 0;
  for (int y = -1; y <= 1; ++y) {
    for (int x = -1; x <= 1; ++x) {
      reddest = std::max(reddest, int(*picture.at(int(pixel.x()) + x, int(pixel.y()) + y)));
    }
  }
  EXPECT_GT(reddest, 90) << "all others are dark grey";
}

TEST_P(UnfoldedBy, KeepsColoursAndOutlines) {
  Scene scene;
  scene.view.unfold(GetParam());
  const Raster with = scene.view.draw();
  scene.view.set_region_lines(false);
  EXPECT_GT(changed_pixels(scene.view.draw(), with), 100) << "borders are drawn";
  Scene fresh;
  fresh.view.unfold(GetParam());
  fresh.view.set_colors(stripes(*fresh.cortex));
  EXPECT_EQ(changed_pixels(fresh.view.draw(), with), 0) << "the colours were kept";
  scene.view.set_camera(cortex_camera_from(Side::kLateral));
  EXPECT_GT(changed_pixels(scene.view.draw(), with), 1000) << "it turns with the camera";
}

INSTANTIATE_TEST_SUITE_P(OnTheWay, UnfoldedBy, testing::Values(0.5F, 1.5F));

TEST(Unfolding, IsContinuousAtTheForms) {
  Scene scene;
  scene.view.set_region_lines(false);
  for (const float form : {kAtFolded, kAtFlat}) {
    scene.view.unfold(form);
    const auto before = scene.view.draw();
    scene.view.unfold(form == kAtFolded ? 0.001F : 1.999F);
    const auto after = scene.view.draw();
    int far = 0;
    for (int y = 0; y < kHeight; ++y) {
      for (int x = 0; x < kWidth; ++x) {
        for (int c = 0; c < 3; ++c) {
          far += std::abs(int(before.at(x, y)[c]) - int(after.at(x, y)[c])) > 40;
        }
      }
    }
    EXPECT_LT(far, 3 * kWidth * kHeight / 50) << form;
  }
}

TEST(Unfolding, OpensTheCutAtOnce) {
  Scene scene;
  const Surface flat = form_of(*scene.cortex, kLh, SurfaceKind::kFlat);
  scene.view.unfold(0.9F);
  EXPECT_EQ(scene.view.form(kLh).triangles.size(),
            (*scene.cortex)[kLh].find(SurfaceKind::kInflated)->triangles.size());
  scene.view.unfold(1.1F);
  EXPECT_EQ(scene.view.form(kLh).triangles.size(), flat.triangles.size());
  const std::vector<bool> used = used_vertices(flat);
  const auto outside = std::find(used.begin(), used.end(), false);
  ASSERT_NE(outside, used.end());
  EXPECT_FALSE(scene.view.place_of({kLh, int(outside - used.begin())}));
}

TEST(Unfolding, NeedsThreeForms) {
  Cortex without = *small_cortex();
  without[kLh].surfaces.erase(SurfaceKind::kFlat);
  EXPECT_TRUE(can_unfold(*small_cortex()));
  EXPECT_FALSE(can_unfold(without));
  CortexView view;
  view.show(std::make_shared<const Cortex>(without), SurfaceKind::kInflated);
  EXPECT_EQ(error_of([&] { view.unfold(0.5F); }),
            without.name +
                ": lh flat: this cortex has no flatmap (ask for another view, such as "
                "inflated)");
  EXPECT_FALSE(view.is_flat());
  view.set_camera(cortex_camera_from(Side::kMedial));
}

}  // namespace
}  // namespace cortiscope
