#include "core/simulate/visual_frame.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/error.h"

namespace cortiscope {
namespace {

constexpr float kSphereRadiusMm = 100;
constexpr float kNeighborhoodMm = 50;  ///< of the pole, where directions are judged

Eigen::Vector3f direction_of_parcel(const HemisphereCortex& cortex, const char* name) {
  const auto found = std::find_if(cortex.parcels.begin(), cortex.parcels.end(),
                                  [&](const Region& parcel) { return parcel.name == name; });
  Eigen::Vector3f sum = Eigen::Vector3f::Zero();
  if (found == cortex.parcels.end()) return sum;
  const Surface& sphere = *cortex.find(SurfaceKind::kSphere);
  for (const int vertex : found->vertices) sum += sphere.vertices[vertex].normalized();
  return sum.normalized();
}

/// The part of a vector at right angles to a unit vector, at unit length.
Eigen::Vector3f perpendicular(const Eigen::Vector3f& vector, const Eigen::Vector3f& unit) {
  return (vector - unit * unit.dot(vector)).normalized();
}

/// The direction at the pole in which a coordinate of pial grows fastest.
Eigen::Vector3f gradient_at_pole(const Surface& pial, const Surface& sphere,
                                 const Eigen::Vector3f& pole, int axis) {
  const float nearest = std::cos(kNeighborhoodMm / kSphereRadiusMm);
  Eigen::Matrix4d normal = Eigen::Matrix4d::Identity() * 1e-9;
  Eigen::Vector4d right = Eigen::Vector4d::Zero();
  for (std::size_t i = 0; i < sphere.vertices.size(); ++i) {
    const Eigen::Vector3f unit = sphere.vertices[i].normalized();
    if (unit.dot(pole) < nearest) continue;
    const Eigen::Vector3f tangent = unit - pole * unit.dot(pole);
    const Eigen::Vector4d row(tangent.x(), tangent.y(), tangent.z(), 1);
    normal += row * row.transpose();
    right += row * double(pial.vertices[i][axis]);
  }
  const Eigen::Vector4d solution = normal.ldlt().solve(right);
  return perpendicular(solution.head<3>().cast<float>(), pole);
}

double correlation_of_dorsal_with_z(const Surface& pial,
                                    const std::vector<Eigen::Vector2f>& places) {
  double n = 0, sum_y = 0, sum_z = 0, sum_yy = 0, sum_zz = 0, sum_yz = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (places[i].norm() > kNeighborhoodMm) continue;
    const double y = places[i].y();
    const double z = pial.vertices[i].z();
    n += 1, sum_y += y, sum_z += z, sum_yy += y * y, sum_zz += z * z, sum_yz += y * z;
  }
  const double variance = (sum_yy - sum_y * sum_y / n) * (sum_zz - sum_z * sum_z / n);
  return variance > 0 ? (sum_yz - sum_y * sum_z / n) / std::sqrt(variance) : 0;
}

}  // namespace

VisualFrame find_visual_frame(const HemisphereCortex& cortex, Hemisphere hemisphere) {
  const std::string subject = name_of(hemisphere);
  const Surface* pial = cortex.find(SurfaceKind::kPial);
  const Surface* sphere = cortex.find(SurfaceKind::kSphere);
  if (!pial || !sphere) {
    throw Error(ErrorKind::kNotFound, subject, "no pial or no sphere surface",
                "a visual cortex can only be planted where both are known");
  }
  const auto posterior = std::min_element(
      pial->vertices.begin(), pial->vertices.end(),
      [](const Eigen::Vector3f& a, const Eigen::Vector3f& b) { return a.y() < b.y(); });
  VisualFrame frame;
  frame.pole = sphere->vertices[posterior - pial->vertices.begin()].normalized();

  const Eigen::Vector3f calcarine = direction_of_parcel(cortex, "pericalcarine");
  const Eigen::Vector3f cuneus = direction_of_parcel(cortex, "cuneus");
  const Eigen::Vector3f lingual = direction_of_parcel(cortex, "lingual");
  const bool has_parcels = !calcarine.isZero() && !cuneus.isZero() && !lingual.isZero();
  Eigen::Vector3f upwards;
  if (has_parcels) {
    frame.anterior = perpendicular(calcarine, frame.pole);
    upwards = cuneus - lingual;
  } else {
    upwards = gradient_at_pole(*pial, *sphere, frame.pole, 2);
    const float towards_midline = hemisphere == kLh ? 1.0F : -1.0F;
    const Eigen::Vector3f medial =
        towards_midline * gradient_at_pole(*pial, *sphere, frame.pole, 0);
    frame.anterior = perpendicular(medial - upwards * upwards.dot(medial), frame.pole);
  }
  frame.dorsal = frame.pole.cross(frame.anterior);
  if (frame.dorsal.dot(upwards) < 0) frame.dorsal = -frame.dorsal;

  if (correlation_of_dorsal_with_z(*pial, places_in_frame(*sphere, frame)) < 0.3) {
    throw Error(ErrorKind::kBadValue, subject,
                "the dorsal part of its visual cortex does not lie higher than the ventral part",
                "check the hemisphere's pial surface and parcels");
  }
  const float handed = frame.anterior.cross(frame.dorsal).dot(frame.pole);
  if ((handed > 0) != (hemisphere == kLh)) {
    throw Error(ErrorKind::kBadValue, subject, "its surfaces are those of the other hemisphere",
                "check which files are lh and which are rh");
  }
  return frame;
}

std::vector<Eigen::Vector2f> places_in_frame(const Surface& sphere, const VisualFrame& frame) {
  std::vector<Eigen::Vector2f> places;
  places.reserve(sphere.vertices.size());
  for (const Eigen::Vector3f& vertex : sphere.vertices) {
    const Eigen::Vector3f unit = vertex.normalized();
    const Eigen::Vector2f across(unit.dot(frame.anterior), unit.dot(frame.dorsal));
    const float length = across.norm();
    const float arc_mm = kSphereRadiusMm * std::atan2(length, unit.dot(frame.pole));
    places.push_back(length > 0 ? Eigen::Vector2f(across * (arc_mm / length))
                                : Eigen::Vector2f::Zero());
  }
  return places;
}

}  // namespace cortiscope
