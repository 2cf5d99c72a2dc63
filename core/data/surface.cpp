#include "core/data/surface.h"

#include <algorithm>
#include <utility>

namespace cortiscope {

std::vector<bool> used_vertices(const Surface& surface) {
  std::vector<bool> used(surface.vertices.size(), false);
  for (const Eigen::Vector3i& triangle : surface.triangles) {
    for (const int vertex : triangle) used[vertex] = true;
  }
  return used;
}

void mirror(Surface& surface) {
  for (Eigen::Vector3f& vertex : surface.vertices) vertex.x() = -vertex.x();
  for (Eigen::Vector3i& triangle : surface.triangles) std::swap(triangle[1], triangle[2]);
}

std::vector<std::vector<int>> vertex_neighbors(const Surface& surface) {
  std::vector<std::vector<int>> neighbors(surface.vertices.size());
  for (const Eigen::Vector3i& triangle : surface.triangles) {
    for (int corner = 0; corner < 3; ++corner) {
      const int from = triangle[corner];
      const int to = triangle[(corner + 1) % 3];
      neighbors[from].push_back(to);
      neighbors[to].push_back(from);
    }
  }
  for (std::vector<int>& list : neighbors) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
  }
  return neighbors;
}

}  // namespace cortiscope
