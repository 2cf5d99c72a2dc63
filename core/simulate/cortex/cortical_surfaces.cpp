#include "core/simulate/cortex/cortical_surfaces.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

#include "core/data/surface_measures.h"

namespace cortiscope {
namespace {

using Place = Eigen::Vector3f;

constexpr float kThicknessMm = 2.5F;
constexpr float kThicknessRangeMm = 0.4F;  ///< more on a gyrus, less in a sulcus
constexpr int kInflationRounds = 80;

Place triangle_normal(const Surface& surface, const Eigen::Vector3i& t) {
  const Place& a = surface.vertices[t[0]];
  return (surface.vertices[t[1]] - a).cross(surface.vertices[t[2]] - a);
}

/// Unit.
std::vector<Place> vertex_normals(const Surface& surface) {
  std::vector<Place> normals(surface.vertices.size(), Place::Zero());
  for (const Eigen::Vector3i& t : surface.triangles) {
    const Place normal = triangle_normal(surface, t);
    for (int corner = 0; corner < 3; ++corner) normals[t[corner]] += normal;
  }
  for (Place& normal : normals) normal.normalize();
  return normals;
}

/// Each value replaced by the mean of its own and its neighbours', repeatedly.
template <class Value>
void smooth(std::vector<Value>& values, const Surface& surface, int rounds) {
  const std::vector<std::vector<int>> neighbors = vertex_neighbors(surface);
  std::vector<Value> next(values.size());
  for (int round = 0; round < rounds; ++round) {
    for (std::size_t v = 0; v < values.size(); ++v) {
      Value sum = values[v];
      for (const int n : neighbors[v]) sum += values[n];
      next[v] = sum / float(neighbors[v].size() + 1);
    }
    values.swap(next);
  }
}

/// The surface moved along directions by some lengths; by less where that would turn a triangle by
/// more than 45 degrees, or shrink it too far.
Surface moved_along(const Surface& surface, const std::vector<Place>& directions,
                    std::vector<float> lengths_mm) {
  constexpr float kLeastShare = 0.1F;  ///< of a triangle's area
  constexpr float kLeastCosine = 0.71F;
  constexpr int kMostRounds = 200;  // the last lengths are nearly zero
  Surface moved = surface;
  for (int round = 0; round < kMostRounds; ++round) {
    for (std::size_t v = 0; v < moved.vertices.size(); ++v) {
      moved.vertices[v] = surface.vertices[v] + lengths_mm[v] * directions[v];
    }
    bool is_good = true;
    for (const Eigen::Vector3i& t : surface.triangles) {
      const Place before = triangle_normal(surface, t), after = triangle_normal(moved, t);
      const float along = before.dot(after);
      const bool is_small = along < kLeastShare * before.squaredNorm();
      if (!is_small && along > kLeastCosine * before.norm() * after.norm()) continue;
      is_good = false;
      for (int corner = 0; corner < 3; ++corner) lengths_mm[t[corner]] *= 0.7F;
    }
    if (is_good) break;
  }
  return moved;
}

}  // namespace

CortexBorders cortex_borders(const Surface& middle, int smoothings) {
  std::vector<Place> normals = vertex_normals(middle);
  smooth(normals, middle, smoothings);
  for (Place& normal : normals) normal.normalize();
  std::vector<float> half = mean_curvature(middle);
  smooth(half, middle, smoothings);
  for (float& value : half) {
    constexpr float kCurved = 0.1F;  // 1/mm
    value = (kThicknessMm - kThicknessRangeMm * std::tanh(value / kCurved)) / 2;
  }
  CortexBorders borders;
  constexpr int kRounds = 20;
  for (int round = 0; round < kRounds; ++round) {
    borders.pial = moved_along(middle, normals, half);
    for (float& length : half) length = -length;
    borders.white = moved_along(middle, normals, half);
    for (float& length : half) length = -length;
    // In the tightest folds each border agrees with the middle, but not with the other.
    bool is_good = true;
    for (const Eigen::Vector3i& t : middle.triangles) {
      if (triangle_normal(borders.white, t).dot(triangle_normal(borders.pial, t)) > 0) continue;
      is_good = false;
      for (int corner = 0; corner < 3; ++corner) half[t[corner]] *= 0.7F;
    }
    if (is_good) break;
  }
  return borders;
}

std::vector<float> mean_curvature(const Surface& surface) {
  const std::size_t count = surface.vertices.size();
  std::vector<Eigen::Vector3d> bend(count, Eigen::Vector3d::Zero());
  std::vector<Eigen::Vector3d> normal(count, Eigen::Vector3d::Zero());
  std::vector<double> area(count, 0);
  for (const Eigen::Vector3i& t : surface.triangles) {
    for (int corner = 0; corner < 3; ++corner) {
      const int a = t[corner], b = t[(corner + 1) % 3], c = t[(corner + 2) % 3];
      const Eigen::Vector3d at = surface.vertices[a].cast<double>();
      const Eigen::Vector3d to_b = surface.vertices[b].cast<double>() - at;
      const Eigen::Vector3d to_c = surface.vertices[c].cast<double>() - at;
      const Eigen::Vector3d twice_area = to_b.cross(to_c);
      area[a] += twice_area.norm() / 6;
      normal[a] += twice_area;
      // The angle at a stands opposite the side from b to c. Its weight would be unbounded in
      // slivers.
      constexpr double kMostCotangent = 4;
      const double cotangent = std::min(kMostCotangent, to_b.dot(to_c) / twice_area.norm());
      bend[b] += cotangent * (to_c - to_b);
      bend[c] += cotangent * (to_b - to_c);
    }
  }
  std::vector<float> curvature(count);
  for (std::size_t v = 0; v < count; ++v) {
    curvature[v] = float(bend[v].dot(normal[v].normalized()) / (4 * area[v]));
  }
  constexpr int kSmoothings = 2;
  smooth(curvature, surface, kSmoothings);
  return curvature;
}

std::vector<Place> smoothed(const Surface& surface, int rounds) {
  std::vector<Place> places = surface.vertices;
  smooth(places, surface, rounds);
  return places;
}

Surface inflated(const Surface& surface) {
  const double area = measure(surface).area_mm2;
  Surface open = surface;
  open.vertices = smoothed(surface, kInflationRounds);
  const float scale = float(std::sqrt(area / measure(open).area_mm2));
  Place middle = Place::Zero();
  for (const Place& place : open.vertices) middle += place / float(open.vertices.size());
  for (Place& place : open.vertices) place = middle + scale * (place - middle);
  return open;
}

Surface relaxed_sphere(const Surface& sphere, const Surface& reference) {
  constexpr int kRounds = 300;
  constexpr float kStep = 0.15F;
  const std::vector<std::vector<int>> neighbors = vertex_neighbors(sphere);
  const float factor = float(edge_distortion(sphere, reference).factor);
  const float radius = sphere.vertices[0].norm();
  Surface relaxed = sphere;
  for (int round = 0; round < kRounds; ++round) {
    const std::vector<Place> before = relaxed.vertices;
    for (std::size_t v = 0; v < before.size(); ++v) {
      Place force = Place::Zero();
      for (const int n : neighbors[v]) {
        const Place to = before[n] - before[v];
        const float wanted = factor * (reference.vertices[n] - reference.vertices[v]).norm();
        force += (1 - wanted / to.norm()) * to;
      }
      relaxed.vertices[v] = radius * (before[v] + kStep * force).normalized();
    }
    // Where that turned a triangle over, its corners stay behind, and so may its neighbours'.
    for (bool is_good = false; !is_good;) {
      is_good = true;
      for (const Eigen::Vector3i& t : sphere.triangles) {
        if (triangle_normal(relaxed, t).dot(relaxed.vertices[t[0]]) > 0) continue;
        is_good = false;
        for (int corner = 0; corner < 3; ++corner) relaxed.vertices[t[corner]] = before[t[corner]];
      }
    }
  }
  return relaxed;
}

}  // namespace cortiscope
