#include "tests/render/planted_surfaces.h"

#include <array>
#include <cmath>
#include <map>
#include <utility>

namespace cortiscope {

Surface ball(float radius_mm, int rounds) {
  const float g = (1 + std::sqrt(5.0F)) / 2;
  Surface s;
  s.vertices = {{-1, g, 0},  {1, g, 0},  {-1, -g, 0}, {1, -g, 0}, {0, -1, g},  {0, 1, g},
                {0, -1, -g}, {0, 1, -g}, {g, 0, -1},  {g, 0, 1},  {-g, 0, -1}, {-g, 0, 1}};
  s.triangles = {{0, 11, 5}, {0, 5, 1},  {0, 1, 7},   {0, 7, 10}, {0, 10, 11},
                 {1, 5, 9},  {5, 11, 4}, {11, 10, 2}, {10, 7, 6}, {7, 1, 8},
                 {3, 9, 4},  {3, 4, 2},  {3, 2, 6},   {3, 6, 8},  {3, 8, 9},
                 {4, 9, 5},  {2, 4, 11}, {6, 2, 10},  {8, 6, 7},  {9, 8, 1}};
  for (int round = 0; round < rounds; ++round) {
    std::map<std::pair<int, int>, int> middles;
    const auto middle = [&](int a, int b) {
      const auto [at, is_new] = middles.try_emplace(std::minmax(a, b), int(s.vertices.size()));
      if (is_new) s.vertices.push_back(s.vertices[std::size_t(a)] + s.vertices[std::size_t(b)]);
      return at->second;
    };
    std::vector<Eigen::Vector3i> finer;
    for (Eigen::Vector3f& v : s.vertices) v.normalize();
    for (const Eigen::Vector3i& t : s.triangles) {
      const int ab = middle(t[0], t[1]), bc = middle(t[1], t[2]), ca = middle(t[2], t[0]);
      finer.insert(finer.end(), {{t[0], ab, ca}, {t[1], bc, ab}, {t[2], ca, bc}, {ab, bc, ca}});
    }
    s.triangles = std::move(finer);
  }
  for (Eigen::Vector3f& v : s.vertices) v = radius_mm * v.normalized();
  return s;
}

Surface sheet(int columns, int rows) {
  Surface s;
  for (int y = 0; y <= rows; ++y) {
    for (int x = 0; x <= columns; ++x) s.vertices.emplace_back(float(x), float(y), 0.0F);
  }
  for (int y = 0; y < rows; ++y) {
    for (int x = 0; x < columns; ++x) {
      const int a = y * (columns + 1) + x, b = a + 1, c = b + columns + 1, d = a + columns + 1;
      s.triangles.push_back({a, b, c});
      s.triangles.push_back({a, c, d});
    }
  }
  return s;
}

}  // namespace cortiscope
