#include "core/data/surface_measures.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cstdint>
#include <vector>

namespace cortiscope {
namespace {

/// Every side of every triangle as one number, the same from both sides; ascending.
std::vector<std::uint64_t> sorted_sides(const Surface& surface) {
  std::vector<std::uint64_t> sides;
  sides.reserve(3 * surface.triangles.size());
  for (const Eigen::Vector3i& triangle : surface.triangles) {
    for (int corner = 0; corner < 3; ++corner) {
      const auto from = std::uint64_t(triangle[corner]);
      const auto to = std::uint64_t(triangle[(corner + 1) % 3]);
      sides.push_back(std::min(from, to) << 32 | std::max(from, to));
    }
  }
  std::sort(sides.begin(), sides.end());
  return sides;
}

/// A number for an edge and its direction, without any pattern (SplitMix64's last steps).
std::uint64_t scrambled(int from, int to) {
  std::uint64_t x = std::uint64_t(from) << 32 | std::uint32_t(to);
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31);
}

}  // namespace

SurfaceMeasures measure(const Surface& surface) {
  SurfaceMeasures measures;
  const std::vector<bool> used = used_vertices(surface);
  for (std::size_t v = 0; v < used.size(); ++v) {
    if (!used[v]) continue;
    const Eigen::Vector3f& vertex = surface.vertices[v];
    const bool is_first = measures.used_vertices++ == 0;
    measures.lowest = is_first ? vertex : measures.lowest.cwiseMin(vertex);
    measures.highest = is_first ? vertex : measures.highest.cwiseMax(vertex);
  }
  for (const Eigen::Vector3i& triangle : surface.triangles) {
    const Eigen::Vector3d a = surface.vertices[triangle[0]].cast<double>();
    const Eigen::Vector3d b = surface.vertices[triangle[1]].cast<double>();
    const Eigen::Vector3d c = surface.vertices[triangle[2]].cast<double>();
    measures.area_mm2 += 0.5 * (b - a).cross(c - a).norm();
    const bool repeats =
        triangle[0] == triangle[1] || triangle[1] == triangle[2] || triangle[2] == triangle[0];
    measures.repeated_corners += repeats;
  }
  const std::vector<std::uint64_t> sides = sorted_sides(surface);
  int edges = 0;
  for (std::size_t i = 0; i < sides.size();) {
    std::size_t end = i;
    while (end < sides.size() && sides[end] == sides[i]) ++end;
    measures.border_edges += end - i == 1;
    ++edges;
    i = end;
  }
  measures.euler_characteristic = measures.used_vertices - edges + int(surface.triangles.size());
  return measures;
}

Closure closure_of(const Surface& surface) {
  // Where every edge is walked as often one way as the other, all differences cancel; that any
  // other set of edges does so has a chance of one in 2^64. Sorting them would take ten times as
  // long.
  std::uint64_t unmatched = 0;
  double volume_times_six = 0;
  for (const Eigen::Vector3i& t : surface.triangles) {
    for (int corner = 0; corner < 3; ++corner) {
      const int from = t[corner], to = t[(corner + 1) % 3];
      unmatched += scrambled(from, to) - scrambled(to, from);
    }
    const auto place = [&](int corner) -> Eigen::Vector3d {
      return surface.vertices[std::size_t(t[corner])].cast<double>();
    };
    volume_times_six += place(0).dot(place(1).cross(place(2)));
  }
  if (unmatched != 0 || volume_times_six == 0) return Closure::kOpen;
  return volume_times_six > 0 ? Closure::kOutward : Closure::kInward;
}

int flipped_triangles(const Surface& flat) {
  int anticlockwise = 0;
  int clockwise = 0;
  for (const Eigen::Vector3i& triangle : flat.triangles) {
    const Eigen::Vector2d a = flat.vertices[triangle[0]].head<2>().cast<double>();
    const Eigen::Vector2d b = flat.vertices[triangle[1]].head<2>().cast<double>();
    const Eigen::Vector2d c = flat.vertices[triangle[2]].head<2>().cast<double>();
    const Eigen::Vector2d ab = b - a;
    const Eigen::Vector2d ac = c - a;
    const double twice_area = ab.x() * ac.y() - ab.y() * ac.x();
    anticlockwise += twice_area > 0;
    clockwise += twice_area < 0;
  }
  return std::min(anticlockwise, clockwise);
}

}  // namespace cortiscope
