#include "core/data/flat_polygon.h"

namespace cortiscope {
namespace {

bool is_inside(const Eigen::Vector2f& point, const std::vector<Eigen::Vector2f>& outline) {
  bool is_odd = false;
  const Eigen::Vector2f* a = &outline.back();
  for (const Eigen::Vector2f& b : outline) {
    const bool crosses_height = (a->y() > point.y()) != (b.y() > point.y());
    if (crosses_height) {
      const float x = a->x() + (b.x() - a->x()) * (point.y() - a->y()) / (b.y() - a->y());
      if (point.x() < x) is_odd = !is_odd;
    }
    a = &b;
  }
  return is_odd;
}

}  // namespace

std::vector<int> vertices_inside(const Surface& flat, const std::vector<Eigen::Vector2f>& outline) {
  std::vector<int> inside;
  if (outline.size() < 3) return inside;
  Eigen::Vector2f low = outline[0], high = outline[0];
  for (const Eigen::Vector2f& corner : outline) {
    low = low.cwiseMin(corner);
    high = high.cwiseMax(corner);
  }
  const std::vector<bool> is_used = used_vertices(flat);
  for (std::size_t v = 0; v < is_used.size(); ++v) {
    const Eigen::Vector2f place = flat.vertices[v].head<2>();
    const bool may_be =
        is_used[v] && (place.array() >= low.array()).all() && (place.array() <= high.array()).all();
    if (may_be && is_inside(place, outline)) inside.push_back(int(v));
  }
  return inside;
}

}  // namespace cortiscope
