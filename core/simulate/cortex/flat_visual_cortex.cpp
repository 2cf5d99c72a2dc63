#include "core/simulate/cortex/flat_visual_cortex.h"

#include <Eigen/Dense>
#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

#include "core/data/surface_measures.h"
#include "core/simulate/cortex/flattening.h"
#include "core/simulate/visual_frame.h"

namespace cortiscope {
namespace {

using Triangles = std::vector<Eigen::Vector3i>;
using Places = std::vector<Eigen::Vector2f>;  ///< in the visual frame: x along the calcarine, mm

// The patch on the sphere: a disc that holds all visual areas that we plant.
const Eigen::Vector2f kMiddleMm(-2, -22);
constexpr float kRadiusMm = 118;
constexpr float kCutFromMm = 4;  ///< in front of the pole

/// The cut leaves out the triangles that lie on both sides of the calcarine.
bool is_cut(const Places& places, const Eigen::Vector3i& t) {
  for (int corner = 0; corner < 3; ++corner) {
    const Eigen::Vector2f& a = places[t[corner]];
    const Eigen::Vector2f& b = places[t[(corner + 1) % 3]];
    if ((a.y() > 0) == (b.y() > 0)) continue;
    const float crossing = a.x() - a.y() * (b.x() - a.x()) / (b.y() - a.y());
    if (crossing > kCutFromMm) return true;
  }
  return false;
}

using Sides = std::map<std::pair<int, int>, int>;

/// How often each edge is traversed, in the triangles' direction.
Sides sides_of(const Triangles& triangles) {
  Sides sides;
  for (const Eigen::Vector3i& t : triangles) {
    for (int corner = 0; corner < 3; ++corner) ++sides[{t[corner], t[(corner + 1) % 3]}];
  }
  return sides;
}

/// Without the triangles that are connected by one edge only, which make the border jagged.
Triangles without_teeth(const Triangles& triangles) {
  const Sides sides = sides_of(triangles);
  Triangles kept;
  for (const Eigen::Vector3i& t : triangles) {
    int held = 0;
    for (int corner = 0; corner < 3; ++corner)
      held += sides.count({t[(corner + 1) % 3], t[corner]});
    if (held > 1) kept.push_back(t);
  }
  return kept;
}

/// The largest part that is connected by edges.
Triangles largest_part(const Triangles& triangles) {
  std::map<std::pair<int, int>, int> owner;
  std::vector<int> part(triangles.size());
  std::iota(part.begin(), part.end(), 0);
  const auto root = [&](int f) {
    while (part[f] != f) f = part[f] = part[part[f]];
    return f;
  };
  for (int f = 0; f < int(triangles.size()); ++f) {
    for (int corner = 0; corner < 3; ++corner) {
      const int a = triangles[f][corner], b = triangles[f][(corner + 1) % 3];
      const auto [entry, is_new] = owner.try_emplace({std::min(a, b), std::max(a, b)}, f);
      if (!is_new) part[root(f)] = root(entry->second);
    }
  }
  std::map<int, int> size;
  for (int f = 0; f < int(triangles.size()); ++f) ++size[root(f)];
  const auto largest = std::max_element(
      size.begin(), size.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  Triangles kept;
  for (int f = 0; f < int(triangles.size()); ++f) {
    if (root(f) == largest->first) kept.push_back(triangles[f]);
  }
  return kept;
}

/// Without the triangles at vertices that the border passes twice. This may create new ones.
Triangles without_pinches(const Triangles& triangles) {
  const Sides sides = sides_of(triangles);
  std::map<int, int> border_sides;  // that leave a vertex
  for (const auto& [side, count] : sides) {
    if (!sides.count({side.second, side.first})) ++border_sides[side.first];
  }
  const auto is_pinch = [&](int vertex) {
    const auto found = border_sides.find(vertex);
    return found != border_sides.end() && found->second > 1;
  };
  Triangles kept;
  for (const Eigen::Vector3i& t : triangles) {
    if (!is_pinch(t[0]) && !is_pinch(t[1]) && !is_pinch(t[2])) kept.push_back(t);
  }
  return kept;
}

Triangles visual_patch(const Surface& sphere, const Places& places) {
  Triangles patch;
  const auto is_near = [&](int vertex) { return (places[vertex] - kMiddleMm).norm() < kRadiusMm; };
  for (const Eigen::Vector3i& t : sphere.triangles) {
    if (is_near(t[0]) && is_near(t[1]) && is_near(t[2]) && !is_cut(places, t)) patch.push_back(t);
  }
  patch = without_teeth(patch);
  for (std::size_t before = 0; before != patch.size() && !patch.empty();) {
    before = patch.size();
    patch = without_pinches(largest_part(patch));
  }
  return patch;
}

/// The rotation about the origin that best aligns one set of positions with another, and moves the
/// mean of the first to that of the second.
void align(std::vector<Eigen::Vector2d>& flat, const std::vector<bool>& used, const Places& aim) {
  Eigen::Vector2d middle = Eigen::Vector2d::Zero(), aim_middle = Eigen::Vector2d::Zero();
  double count = 0;
  for (std::size_t v = 0; v < used.size(); ++v) {
    if (!used[v]) continue;
    middle += flat[v];
    aim_middle += aim[v].cast<double>();
    ++count;
  }
  middle /= count;
  aim_middle /= count;
  double cosine = 0, sine = 0;
  for (std::size_t v = 0; v < used.size(); ++v) {
    if (!used[v]) continue;
    const Eigen::Vector2d a = flat[v] - middle, b = aim[v].cast<double>() - aim_middle;
    cosine += a.dot(b);
    sine += a.x() * b.y() - a.y() * b.x();
  }
  const Eigen::Rotation2Dd turn(std::atan2(sine, cosine));
  for (std::size_t v = 0; v < used.size(); ++v) {
    flat[v] = used[v] ? Eigen::Vector2d(turn * (flat[v] - middle)) : Eigen::Vector2d(0, 0);
  }
}

}  // namespace

Surface flat_visual_cortex(const HemisphereCortex& cortex, Hemisphere hemisphere,
                           const Surface& middle) {
  const Surface& sphere = *cortex.find(SurfaceKind::kSphere);
  Places places = places_in_frame(sphere, find_visual_frame(cortex, hemisphere));
  Surface flat;
  flat.triangles = visual_patch(sphere, places);
  flat.vertices.assign(sphere.vertices.size(), Eigen::Vector3f::Zero());
  if (flat.triangles.empty()) return flat;
  std::vector<Eigen::Vector2d> laid = flattened(middle, flat.triangles);
  if (hemisphere == kRh) {
    for (Eigen::Vector2f& place : places) place.x() = -place.x();
  }
  align(laid, used_vertices(flat), places);
  for (std::size_t v = 0; v < laid.size(); ++v) {
    flat.vertices[v] << laid[v].cast<float>(), 0;
  }
  return flat;
}

}  // namespace cortiscope
