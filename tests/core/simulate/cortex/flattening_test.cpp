#include "core/simulate/cortex/flattening.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/data/surface_measures.h"

namespace cortiscope {
namespace {

/// A sheet of rows x columns vertices, 1 mm apart, bent by `place_of`.
template <class PlaceOf>
Surface sheet(int rows, int columns, const PlaceOf& place_of) {
  Surface surface;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      surface.vertices.push_back(place_of(float(column), float(row)));
    }
  }
  for (int row = 0; row + 1 < rows; ++row) {
    for (int column = 0; column + 1 < columns; ++column) {
      const int a = row * columns + column;
      surface.triangles.emplace_back(a, a + 1, a + columns);
      surface.triangles.emplace_back(a + 1, a + columns + 1, a + columns);
    }
  }
  return surface;
}

Surface laid_flat(const Surface& surface) {
  Surface flat = surface;
  const auto places = flattened(surface, surface.triangles);
  for (std::size_t v = 0; v < places.size(); ++v) flat.vertices[v] << places[v].cast<float>(), 0;
  return flat;
}

TEST(Flattened, UnrollsACylinderWithoutStretching) {
  const Surface roll = sheet(12, 20, [](float x, float y) {
    return Eigen::Vector3f(8 * std::sin(x / 8), y, 8 * std::cos(x / 8));
  });
  const Surface flat = laid_flat(roll);
  const EdgeDistortion distortion = edge_distortion(flat, roll);
  EXPECT_LT(distortion.mean, 3e-3);
  EXPECT_NEAR(distortion.factor, 1, 1e-3);
  EXPECT_EQ(flipped_triangles(flat), 0);
}

TEST(Flattened, SpreadsABowlEvenlyWithoutTurningATriangle) {
  const Surface bowl = sheet(25, 25, [](float x, float y) {
    const Eigen::Vector2f away(x - 12, y - 12);
    const float angle = away.norm() / 9;
    const Eigen::Vector2f across =
        angle > 0 ? (away.normalized() * 9 * std::sin(angle)).eval() : Eigen::Vector2f(0, 0);
    return Eigen::Vector3f(across.x(), across.y(), 9 * std::cos(angle));
  });
  const Surface flat = laid_flat(bowl);
  EXPECT_EQ(flipped_triangles(flat), 0);
  EXPECT_EQ(degenerate_triangles(flat), 0);
  // Straight down, the rim would be squeezed to a quarter of its width.
  EXPECT_LT(edge_distortion(flat, bowl).ninety_fifth, 0.5);
}

TEST(Flattened, LooksAtThePatchAlone) {
  Surface surface = sheet(6, 6, [](float x, float y) { return Eigen::Vector3f(x, y, 0); });
  std::vector<Eigen::Vector3i> patch(surface.triangles.begin(), surface.triangles.begin() + 20);
  surface.vertices.back() = {1000, 1000, 1000};
  const auto places = flattened(surface, patch);
  EXPECT_EQ(places.size(), surface.vertices.size());
  EXPECT_EQ(places.back(), Eigen::Vector2d(0, 0));
  EXPECT_NEAR((places[0] - places[5]).norm(), 5, 5e-3);
}

}  // namespace
}  // namespace cortiscope
