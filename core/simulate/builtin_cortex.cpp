#include "core/simulate/builtin_cortex.h"

#include <Eigen/Dense>
#include <cmath>
#include <map>
#include <utility>

#include "core/simulate/visual_frame.h"

namespace cortiscope {
namespace {

/// Vertices of unit length, triangles anticlockwise seen from outside.
Surface icosphere(int subdivisions) {
  const float g = (1 + std::sqrt(5.0F)) / 2;
  Surface mesh;
  mesh.vertices = {{-1, g, 0},  {1, g, 0},  {-1, -g, 0}, {1, -g, 0}, {0, -1, g},  {0, 1, g},
                   {0, -1, -g}, {0, 1, -g}, {g, 0, -1},  {g, 0, 1},  {-g, 0, -1}, {-g, 0, 1}};
  for (Eigen::Vector3f& vertex : mesh.vertices) vertex.normalize();
  mesh.triangles = {{0, 11, 5}, {0, 5, 1},  {0, 1, 7},   {0, 7, 10}, {0, 10, 11},
                    {1, 5, 9},  {5, 11, 4}, {11, 10, 2}, {10, 7, 6}, {7, 1, 8},
                    {3, 9, 4},  {3, 4, 2},  {3, 2, 6},   {3, 6, 8},  {3, 8, 9},
                    {4, 9, 5},  {2, 4, 11}, {6, 2, 10},  {8, 6, 7},  {9, 8, 1}};
  for (int round = 0; round < subdivisions; ++round) {
    std::map<std::pair<int, int>, int> middles;
    const auto middle = [&](int a, int b) {
      const auto [entry, is_new] =
          middles.try_emplace({std::min(a, b), std::max(a, b)}, int(mesh.vertices.size()));
      if (is_new) {
        mesh.vertices.push_back((mesh.vertices[a] + mesh.vertices[b]).normalized());
      }
      return entry->second;
    };
    std::vector<Eigen::Vector3i> finer;
    for (const Eigen::Vector3i& t : mesh.triangles) {
      const int ab = middle(t[0], t[1]), bc = middle(t[1], t[2]), ca = middle(t[2], t[0]);
      finer.insert(finer.end(), {{t[0], ab, ca}, {t[1], bc, ab}, {t[2], ca, bc}, {ab, bc, ca}});
    }
    mesh.triangles = std::move(finer);
  }
  return mesh;
}

/// How high the made-up gyri stand at a direction, in [-1, 1].
float fold(const Eigen::Vector3f& d) {
  return (std::sin(9 * d.x() + 4 * d.z()) + std::sin(11 * d.y() - 3 * d.x() + 1) +
          std::sin(10 * d.z() + 5 * d.y() + 2)) /
         3;
}

/// An egg, narrower at the back, in the left half of space. `direction` is of unit length.
Eigen::Vector3f egg(const Eigen::Vector3f& direction, float grow_mm, float fold_mm) {
  const Eigen::Vector3f half_axes(32, 82, 52);
  const float narrowing = 1 + 0.12F * direction.y();
  Eigen::Vector3f place = direction.cwiseProduct(half_axes);
  place.x() *= narrowing;
  place.z() *= narrowing;
  const float out_mm = grow_mm + fold_mm * fold(direction);
  return place + out_mm * direction + Eigen::Vector3f(-38, -18, 12);
}

HemisphereCortex left_hemisphere(int subdivisions) {
  const Surface unit = icosphere(subdivisions);
  HemisphereCortex cortex;
  const auto add = [&](SurfaceKind kind, auto place_of) {
    Surface& surface = cortex.surfaces[kind];
    surface.triangles = unit.triangles;
    for (const Eigen::Vector3f& d : unit.vertices) surface.vertices.push_back(place_of(d));
  };
  add(SurfaceKind::kSphere, [](const Eigen::Vector3f& d) -> Eigen::Vector3f { return 100 * d; });
  add(SurfaceKind::kWhite, [](const Eigen::Vector3f& d) { return egg(d, -2.5F, 1.5F); });
  add(SurfaceKind::kPial, [](const Eigen::Vector3f& d) { return egg(d, 0, 1.5F); });
  add(SurfaceKind::kInflated, [](const Eigen::Vector3f& d) { return egg(d, 2, 0); });
  for (const Eigen::Vector3f& d : unit.vertices) cortex.curvature.push_back(-0.3F * fold(d));
  return cortex;
}

HemisphereCortex mirrored(const HemisphereCortex& left) {
  HemisphereCortex right = left;
  for (auto& [kind, surface] : right.surfaces) {
    for (Eigen::Vector3f& vertex : surface.vertices) vertex.x() = -vertex.x();
    for (Eigen::Vector3i& triangle : surface.triangles) std::swap(triangle[1], triangle[2]);
  }
  return right;
}

/// The visual cortex laid flat about its middle, without tears. Left hemisphere: the calcarine
/// side is its right side.
void add_flat(HemisphereCortex& left) {
  constexpr float kRadiusMm = 105;
  VisualFrame frame = find_visual_frame(left, kLh);
  // Seen from a little below and beside the pole, where the patch has its middle.
  frame.pole = (frame.pole + 0.15F * frame.anterior - 0.35F * frame.dorsal).normalized();
  frame.anterior = (frame.anterior - frame.pole * frame.pole.dot(frame.anterior)).normalized();
  frame.dorsal = frame.pole.cross(frame.anterior);
  const Surface& sphere = *left.find(SurfaceKind::kSphere);
  const std::vector<Eigen::Vector2f> places = places_in_frame(sphere, frame);
  Surface flat;
  for (const Eigen::Vector2f& place : places) flat.vertices.emplace_back(place.x(), place.y(), 0);
  for (const Eigen::Vector3i& triangle : sphere.triangles) {
    const auto is_near = [&](int corner) { return places[triangle[corner]].norm() < kRadiusMm; };
    if (is_near(0) && is_near(1) && is_near(2)) flat.triangles.push_back(triangle);
  }
  left.surfaces[SurfaceKind::kFlat] = std::move(flat);
}

}  // namespace

Cortex builtin_cortex(int subdivisions) {
  Cortex cortex;
  cortex.name = "builtin";
  cortex[kLh] = left_hemisphere(subdivisions);
  add_flat(cortex[kLh]);
  cortex[kRh] = mirrored(cortex[kLh]);
  return cortex;
}

}  // namespace cortiscope
