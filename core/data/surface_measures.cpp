#include "core/data/surface_measures.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace cortiscope {
namespace {

/// Every edge of every triangle as one number, independent of direction; ascending.
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

double doubled_area(const Surface& surface, const Eigen::Vector3i& triangle) {
  const Eigen::Vector3d a = surface.vertices[triangle[0]].cast<double>();
  const Eigen::Vector3d b = surface.vertices[triangle[1]].cast<double>();
  const Eigen::Vector3d c = surface.vertices[triangle[2]].cast<double>();
  return (b - a).cross(c - a).norm();
}

/// A hash of an edge and its direction (SplitMix64's last steps).
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
    measures.area_mm2 += 0.5 * doubled_area(surface, triangle);
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

EdgeDistortion edge_distortion(const Surface& form, const Surface& reference) {
  std::vector<std::uint64_t> edges = sorted_sides(form);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  EdgeDistortion distortion;
  if (edges.empty()) return distortion;
  const auto length = [](const Surface& surface, std::uint64_t edge) {
    return double((surface.vertices[edge >> 32] - surface.vertices[edge & 0xffffffffU]).norm());
  };
  double products = 0, squares = 0;
  for (const std::uint64_t edge : edges) {
    const double there = length(reference, edge);
    products += length(form, edge) * there;
    squares += there * there;
  }
  if (!(products > 0)) return distortion;
  distortion.factor = products / squares;
  std::vector<double> errors;
  errors.reserve(edges.size());
  for (const std::uint64_t edge : edges) {
    const double there = distortion.factor * length(reference, edge);
    // The distortion of an edge without length in the reference is 1.
    errors.push_back(there > 0 ? std::fabs(length(form, edge) / there - 1) : 1);
    distortion.mean += errors.back() / double(edges.size());
  }
  const auto percentile = errors.begin() + std::ptrdiff_t(0.95 * double(errors.size() - 1));
  std::nth_element(errors.begin(), percentile, errors.end());
  distortion.ninety_fifth = *percentile;
  return distortion;
}

int degenerate_triangles(const Surface& surface) {
  std::vector<double> areas;
  areas.reserve(surface.triangles.size());
  double sum = 0;
  for (const Eigen::Vector3i& triangle : surface.triangles) {
    areas.push_back(doubled_area(surface, triangle));
    sum += areas.back();
  }
  const double least = kDegenerateShare * sum / double(areas.size());
  return int(std::count_if(areas.begin(), areas.end(), [&](double a) { return !(a > least); }));
}

Closure closure_of(const Surface& surface) {
  // If every edge is traversed equally often in both directions, all differences cancel; for any
  // other set of edges the probability is 2^-64. Sorting would take ten times as long.
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
