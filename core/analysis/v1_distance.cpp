#include "core/analysis/v1_distance.h"

#include <functional>
#include <limits>
#include <queue>
#include <utility>

#include "core/analysis/roi_names.h"

namespace cortiscope {
namespace {

constexpr float kUnreached = std::numeric_limits<float>::infinity();

const Surface* measured_surface(const HemisphereCortex& cortex) {
  for (const SurfaceKind kind : {SurfaceKind::kWhite, SurfaceKind::kPial, SurfaceKind::kSphere}) {
    if (const Surface* surface = cortex.find(kind)) return surface;
  }
  return nullptr;
}

std::vector<int> v1_of(const HemisphereCortex& cortex) {
  std::vector<int> vertices;
  for (const Region& region : regions_of(cortex)) {
    if (!is_of_area(region.name, "V1")) continue;
    vertices.insert(vertices.end(), region.vertices.begin(), region.vertices.end());
  }
  return vertices;
}

/// (V) the distance of every vertex of a mesh from the nearest of these.
std::vector<float> distances(const Surface& surface, const std::vector<int>& from) {
  const std::vector<std::vector<int>> neighbors = vertex_neighbors(surface);
  std::vector<float> distance(surface.vertices.size(), kUnreached);
  using Reached = std::pair<float, int>;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> reached;
  for (const int vertex : from) {
    distance[std::size_t(vertex)] = 0;
    reached.emplace(0.0F, vertex);
  }
  while (!reached.empty()) {
    const auto [so_far, vertex] = reached.top();
    reached.pop();
    if (so_far > distance[std::size_t(vertex)]) continue;  // reached by a shorter path since
    const Eigen::Vector3f& here = surface.vertices[std::size_t(vertex)];
    for (const int next : neighbors[std::size_t(vertex)]) {
      const float length = so_far + (surface.vertices[std::size_t(next)] - here).norm();
      if (length < distance[std::size_t(next)]) {
        distance[std::size_t(next)] = length;
        reached.emplace(length, next);
      }
    }
  }
  return distance;
}

}  // namespace

std::vector<float> distance_from_v1(const Subject& subject) {
  std::vector<float> of_encoded;
  bool is_known = false;
  for (const Hemisphere h : kHemispheres) {
    const HemisphereCortex& cortex = subject.cortex[h];
    const std::vector<int> v1 = v1_of(cortex);
    const Surface* surface = v1.empty() ? nullptr : measured_surface(cortex);
    const std::vector<float> all = surface ? distances(*surface, v1) : std::vector<float>();
    is_known = is_known || surface;
    for (const int vertex : subject.vertices[h]) {
      const float distance = surface ? all[std::size_t(vertex)] : kUnreached;
      of_encoded.push_back(distance < kUnreached ? distance
                                                 : std::numeric_limits<float>::quiet_NaN());
    }
  }
  return is_known ? of_encoded : std::vector<float>();
}

}  // namespace cortiscope
