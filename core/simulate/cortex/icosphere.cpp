#include "core/simulate/cortex/icosphere.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <utility>

namespace cortiscope {
namespace {

Surface icosahedron() {
  const float g = (1 + std::sqrt(5.0F)) / 2;
  Surface mesh;
  mesh.vertices = {{-1, g, 0},  {1, g, 0},  {-1, -g, 0}, {1, -g, 0}, {0, -1, g},  {0, 1, g},
                   {0, -1, -g}, {0, 1, -g}, {g, 0, -1},  {g, 0, 1},  {-g, 0, -1}, {-g, 0, 1}};
  for (Eigen::Vector3f& vertex : mesh.vertices) vertex.normalize();
  mesh.triangles = {{0, 11, 5}, {0, 5, 1},  {0, 1, 7},   {0, 7, 10}, {0, 10, 11},
                    {1, 5, 9},  {5, 11, 4}, {11, 10, 2}, {10, 7, 6}, {7, 1, 8},
                    {3, 9, 4},  {3, 4, 2},  {3, 2, 6},   {3, 6, 8},  {3, 8, 9},
                    {4, 9, 5},  {2, 4, 11}, {6, 2, 10},  {8, 6, 7},  {9, 8, 1}};
  return mesh;
}

/// Cuts every triangle into four. New vertices are left to the caller.
/// @return  the two ends of the edge that each new vertex lies on
std::vector<std::array<int, 2>> quarter(std::vector<Eigen::Vector3i>& triangles, int vertex_count) {
  std::vector<std::array<int, 2>> parents;
  std::unordered_map<std::uint64_t, int> middles;
  const auto middle = [&](int a, int b) {
    const auto key = std::uint64_t(std::min(a, b)) << 32 | std::uint64_t(std::max(a, b));
    const auto [entry, is_new] = middles.try_emplace(key, vertex_count + int(parents.size()));
    if (is_new) parents.push_back({a, b});
    return entry->second;
  };
  std::vector<Eigen::Vector3i> finer;
  finer.reserve(4 * triangles.size());
  for (const Eigen::Vector3i& t : triangles) {
    const int ab = middle(t[0], t[1]), bc = middle(t[1], t[2]), ca = middle(t[2], t[0]);
    finer.insert(finer.end(), {{t[0], ab, ca}, {t[1], bc, ab}, {t[2], ca, bc}, {ab, bc, ca}});
  }
  triangles = std::move(finer);
  return parents;
}

}  // namespace

Surface icosphere(int subdivisions) {
  Surface mesh = icosahedron();
  for (int round = 0; round < subdivisions; ++round) {
    for (const auto& [a, b] : quarter(mesh.triangles, int(mesh.vertices.size()))) {
      mesh.vertices.push_back((mesh.vertices[a] + mesh.vertices[b]).normalized());
    }
  }
  return mesh;
}

std::vector<std::array<int, 2>> icosphere_parents(std::vector<Eigen::Vector3i> triangles,
                                                  int subdivisions) {
  return quarter(triangles, icosphere_vertex_count(subdivisions));
}

}  // namespace cortiscope
