#include "render/vertex_locator.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace cortiscope {
namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kSidesABox = 4;      // a box is as wide as so many triangles' sides
constexpr double kMostBoxes = 4.0e6;  // in all; larger boxes where it would be more
constexpr double kOnTheEdge = 1e-9;   // of a triangle's weight: no ray passes between two triangles

using Corners = std::array<Eigen::Vector3d, 3>;

Corners corners_of(const Surface& surface, const Eigen::Vector3i& triangle) {
  Corners corners;
  for (int i = 0; i < 3; ++i) {
    corners[std::size_t(i)] = surface.vertices[std::size_t(triangle[i])].cast<double>();
  }
  return corners;
}

/// The distance at which a ray hits a triangle, and the weights of its corners there.
struct Meeting {
  double distance = kNever;
  Eigen::Vector3d weights = {0, 0, 0};
};

/// Source: Moeller and Trumbore, "Fast, minimum storage ray/triangle intersection" (Journal of
/// Graphics Tools 2, 1997).
Meeting meeting_of(const Corners& corners, const Eigen::Vector3d& origin,
                   const Eigen::Vector3d& direction) {
  const Eigen::Vector3d ab = corners[1] - corners[0], ac = corners[2] - corners[0];
  const Eigen::Vector3d across = direction.cross(ac);
  const double determinant = ab.dot(across);
  if (determinant == 0) return {};
  const Eigen::Vector3d from_a = origin - corners[0];
  const double b = from_a.dot(across) / determinant;
  const Eigen::Vector3d other = from_a.cross(ab);
  const double c = direction.dot(other) / determinant;
  if (!(b >= -kOnTheEdge && c >= -kOnTheEdge && b + c <= 1 + kOnTheEdge)) return {};
  const double distance = ac.dot(other) / determinant;
  if (distance < 0) return {};
  return {distance, {1 - b - c, b, c}};
}

}  // namespace

VertexLocator::VertexLocator(const Surface& surface) : surface_(surface) {
  if (surface.triangles.empty()) return;
  Eigen::Array3d low = Eigen::Array3d::Constant(kNever), high = -low;
  double sides_mm = 0;
  for (const Eigen::Vector3i& t : surface.triangles) {
    const Corners corners = corners_of(surface, t);
    for (const Eigen::Vector3d& corner : corners) {
      low = low.min(corner.array());
      high = high.max(corner.array());
    }
    sides_mm += (corners[1] - corners[0]).norm();
  }
  // Room around, so that nothing lies on the outermost faces; a flat surface gets some thickness.
  const double room_mm = 1e-3 * (high - low).maxCoeff() + 1e-6;
  lowest_mm_ = low - room_mm;
  const Eigen::Array3d extent = high - low + 2 * room_mm;
  side_mm_ = std::max(kSidesABox * sides_mm / double(surface.triangles.size()), room_mm);
  while ((extent / side_mm_ + 1).prod() > kMostBoxes) side_mm_ *= 1.2;
  boxes_ = (extent / side_mm_).cast<int>() + 1;

  const auto for_each_box = [&](const Eigen::Vector3i& triangle, auto&& act) {
    const Corners corners = corners_of(surface_, triangle);
    const Eigen::Array3i first =
        box_of(corners[0].array().min(corners[1].array()).min(corners[2].array()));
    const Eigen::Array3i last =
        box_of(corners[0].array().max(corners[1].array()).max(corners[2].array()));
    for (int z = first.z(); z <= last.z(); ++z) {
      for (int y = first.y(); y <= last.y(); ++y) {
        for (int x = first.x(); x <= last.x(); ++x) act(index_of({x, y, z}));
      }
    }
  };
  // Counted, then filled from each box's end to its start.
  starts_.assign(std::size_t(boxes_.prod()) + 1, 0);
  for (const Eigen::Vector3i& t : surface.triangles) {
    for_each_box(t, [&](std::size_t box) { ++starts_[box]; });
  }
  for (std::size_t box = 1; box < starts_.size(); ++box) starts_[box] += starts_[box - 1];
  triangles_.resize(starts_.back());
  for (std::size_t i = 0; i < surface.triangles.size(); ++i) {
    for_each_box(surface.triangles[i],
                 [&](std::size_t box) { triangles_[--starts_[box]] = std::uint32_t(i); });
  }
}

Eigen::Array3i VertexLocator::box_of(const Eigen::Array3d& point) const {
  const Eigen::Array3i box = ((point - lowest_mm_) * (1 / side_mm_)).cast<int>();
  return box.max(0).min(boxes_ - 1);
}

std::size_t VertexLocator::index_of(const Eigen::Array3i& box) const {
  return (std::size_t(box.z()) * std::size_t(boxes_.y()) + std::size_t(box.y())) *
             std::size_t(boxes_.x()) +
         std::size_t(box.x());
}

std::optional<SurfaceHit> VertexLocator::first_hit(const Eigen::Vector3f& origin,
                                                   const Eigen::Vector3f& direction,
                                                   float reach_mm) const {
  if (triangles_.empty()) return std::nullopt;
  const Eigen::Vector3d from = origin.cast<double>(), along = direction.cast<double>();
  // Where the ray enters the grid, and leaves it.
  double enters = 0, leaves = double(reach_mm);
  for (int axis = 0; axis < 3; ++axis) {
    const double low = lowest_mm_[axis] - from[axis];
    const double high = low + boxes_[axis] * side_mm_;
    if (along[axis] == 0) {
      if (low > 0 || high < 0) return std::nullopt;
      continue;
    }
    const double a = low / along[axis], b = high / along[axis];
    enters = std::max(enters, std::min(a, b));
    leaves = std::min(leaves, std::max(a, b));
  }
  if (enters > leaves) return std::nullopt;

  // From box to box through the face that is reached first.
  Eigen::Array3i box = box_of((from + enters * along).array());
  Eigen::Array3d next = Eigen::Array3d::Constant(kNever);  // where each axis' next face is met
  for (int axis = 0; axis < 3; ++axis) {
    if (along[axis] == 0) continue;
    const double face = lowest_mm_[axis] + (box[axis] + (along[axis] > 0 ? 1 : 0)) * side_mm_;
    next[axis] = (face - from[axis]) / along[axis];
  }
  Meeting nearest;
  std::uint32_t met = 0;
  while (true) {
    const std::size_t here = index_of(box);
    for (std::uint32_t i = starts_[here]; i < starts_[here + 1]; ++i) {
      const Meeting meeting =
          meeting_of(corners_of(surface_, surface_.triangles[triangles_[i]]), from, along);
      if (meeting.distance >= nearest.distance) continue;
      nearest = meeting;
      met = triangles_[i];
    }
    Eigen::Index axis = 0;
    const double leaves_box = next.minCoeff(&axis);
    if (nearest.distance <= leaves_box || leaves_box > leaves) break;
    box[axis] += along[axis] > 0 ? 1 : -1;
    if (box[axis] < 0 || box[axis] >= boxes_[axis]) break;
    next[axis] += side_mm_ / std::abs(along[axis]);
  }
  if (nearest.distance > double(reach_mm)) return std::nullopt;
  Eigen::Index corner = 0;
  nearest.weights.maxCoeff(&corner);
  return SurfaceHit{surface_.triangles[met][corner], float(nearest.distance)};
}

}  // namespace cortiscope
