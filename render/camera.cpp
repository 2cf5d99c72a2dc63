#include "render/camera.h"

#include <Eigen/Geometry>

#include "core/base/error.h"

namespace cortiscope {
namespace {

Eigen::Vector3f toward_eye(Side side, Hemisphere hemisphere) {
  const float outward = hemisphere == kLh ? -1.0F : 1.0F;
  switch (side) {
    case Side::kLateral:
      return {outward, 0, 0};
    case Side::kMedial:
      return {-outward, 0, 0};
    case Side::kVentral:
      return {0, 0, -1};
    case Side::kDorsal:
      return {0, 0, 1};
    case Side::kPosterior:
      return {0, -1, 0};
    case Side::kAnterior:
      return {0, 1, 0};
  }
  return {0, 0, 1};
}

Eigen::Vector3f right_of(const Camera& camera) { return camera.up.cross(camera.toward_eye); }

}  // namespace

Side parse_side(const std::string& text) {
  for (const Side side : kNamedSides) {
    if (text == name_of(side)) return side;
  }
  throw Error(ErrorKind::kBadValue, "side \"" + text + "\"",
              "expected lateral, medial, ventral, dorsal, posterior or anterior");
}

const char* name_of(Side side) {
  switch (side) {
    case Side::kLateral:
      return "lateral";
    case Side::kMedial:
      return "medial";
    case Side::kVentral:
      return "ventral";
    case Side::kDorsal:
      return "dorsal";
    case Side::kPosterior:
      return "posterior";
    case Side::kAnterior:
      return "anterior";
  }
  return "";
}

Camera camera_from(Side side, Hemisphere hemisphere) {
  Camera camera;
  camera.toward_eye = toward_eye(side, hemisphere);
  const bool along_z = side == Side::kVentral || side == Side::kDorsal;
  camera.up = along_z ? Eigen::Vector3f(0, 1, 0) : Eigen::Vector3f(0, 0, 1);
  return camera;
}

Eigen::Vector2f seen_at(const Camera& camera, const Eigen::Vector3f& point_in_mm) {
  const Eigen::Vector3f from_target = point_in_mm - camera.target_mm;
  return {right_of(camera).dot(from_target), camera.up.dot(from_target)};
}

Extent seen_extent(const Camera& camera, const Surface& surface) {
  Extent extent;
  bool is_first = true;
  const std::vector<bool> used = used_vertices(surface);
  for (std::size_t v = 0; v < used.size(); ++v) {
    if (!used[v]) continue;
    const Eigen::Vector2f place = seen_at(camera, surface.vertices[v]);
    extent.low = is_first ? place : Eigen::Vector2f(extent.low.cwiseMin(place));
    extent.high = is_first ? place : Eigen::Vector2f(extent.high.cwiseMax(place));
    is_first = false;
  }
  return extent;
}

std::vector<bool> vertices_facing(const Surface& surface, const Eigen::Vector3f& toward_eye) {
  std::vector<float> turned(surface.vertices.size(), 0);
  for (const Eigen::Vector3i& t : surface.triangles) {
    const Eigen::Vector3f& a = surface.vertices[std::size_t(t[0])];
    const Eigen::Vector3f normal =
        (surface.vertices[std::size_t(t[1])] - a).cross(surface.vertices[std::size_t(t[2])] - a);
    for (int i = 0; i < 3; ++i) turned[std::size_t(t[i])] += normal.dot(toward_eye);
  }
  std::vector<bool> is_facing(turned.size());
  for (std::size_t v = 0; v < turned.size(); ++v) is_facing[v] = turned[v] > 0;
  return is_facing;
}

Camera framed(Camera camera, const Extent& extent) {
  const Eigen::Vector2f middle = (extent.low + extent.high) / 2;
  camera.target_mm += right_of(camera) * middle.x() + camera.up * middle.y();
  camera.height_mm = extent.height();
  return camera;
}

}  // namespace cortiscope
