#include "render/flatmap.h"

#include <Eigen/Dense>

#include "core/base/error.h"

namespace cortiscope {
namespace {

const Surface& folded_form(const Cortex& cortex, Hemisphere hemisphere) {
  for (const SurfaceKind kind : {SurfaceKind::kPial, SurfaceKind::kWhite, SurfaceKind::kInflated}) {
    if (const Surface* found = cortex[hemisphere].find(kind)) return *found;
  }
  throw Error(ErrorKind::kNotFound, cortex.name + ": " + name_of(hemisphere) + " flat",
              "no folded surface tells which way is up", "add pial, white or inflated");
}

float signed_area(const Surface& flat) {
  float area = 0;
  for (const Eigen::Vector3i& t : flat.triangles) {
    const Eigen::Vector3f& a = flat.vertices[std::size_t(t[0])];
    const Eigen::Vector3f ab = flat.vertices[std::size_t(t[1])] - a;
    const Eigen::Vector3f ac = flat.vertices[std::size_t(t[2])] - a;
    area += ab.x() * ac.y() - ab.y() * ac.x();
  }
  return area / 2;
}

/// Unit direction in the flat plane along which z of the folded form rises most.
Eigen::Vector2d up_direction(const Surface& flat, const Surface& folded,
                             const std::vector<bool>& used) {
  Eigen::Matrix3d moments = Eigen::Matrix3d::Zero();
  Eigen::Vector3d products = Eigen::Vector3d::Zero();
  for (std::size_t v = 0; v < used.size(); ++v) {
    if (!used[v]) continue;
    const Eigen::Vector3d place(flat.vertices[v].x(), flat.vertices[v].y(), 1);
    moments += place * place.transpose();
    products += place * double(folded.vertices[v].z());
  }
  const Eigen::Vector3d plane = moments.ldlt().solve(products);
  const Eigen::Vector2d slope = plane.head<2>();
  return slope.norm() > 1e-9 ? Eigen::Vector2d(slope.normalized()) : Eigen::Vector2d(0, 1);
}

}  // namespace

Surface oriented_flatmap(const Cortex& cortex, Hemisphere hemisphere) {
  const Surface* found = cortex[hemisphere].find(SurfaceKind::kFlat);
  if (!found) {
    throw Error(ErrorKind::kNotFound, cortex.name + ": " + name_of(hemisphere) + " flat",
                "this cortex has no flatmap", "ask for another view, such as inflated");
  }
  Surface flat = *found;
  const Surface& folded = folded_form(cortex, hemisphere);
  const std::vector<bool> used = used_vertices(flat);
  const float mirror = signed_area(flat) < 0 ? -1.0F : 1.0F;
  for (std::size_t v = 0; v < used.size(); ++v) {
    Eigen::Vector3f& p = flat.vertices[v];
    p = used[v] ? Eigen::Vector3f(mirror * p.x(), p.y(), 0) : Eigen::Vector3f(0, 0, 0);
  }
  const Eigen::Vector2f up = up_direction(flat, folded, used).cast<float>();
  for (Eigen::Vector3f& p : flat.vertices) {
    p = Eigen::Vector3f(p.x() * up.y() - p.y() * up.x(), p.x() * up.x() + p.y() * up.y(), 0);
  }
  return flat;
}

}  // namespace cortiscope
