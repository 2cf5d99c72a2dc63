#include "core/simulate/planted_hierarchy.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "core/simulate/planted_patches.h"
#include "core/simulate/retinotopy.h"

namespace cortiscope {
namespace {

/// 0 below low, 1 above high, smooth between.
float smooth_step(float value, float low, float high) {
  const float t = std::clamp((value - low) / (high - low), 0.0F, 1.0F);
  return t * t * (3 - 2 * t);
}

/// The height of a position in the hierarchy, in mm from V1.
float height_mm(const Eigen::Vector2f& place, float distance) {
  return distance + 0.25F * place.x() * smooth_step(distance, 10, 40);
}

/// The height at which each layer's plateau ends and the next begins; V1 reads layer kFirstLayer.
constexpr int kFirstLayer = 2;
constexpr std::array<float, 9> kSteps = {0, 11, 21.5F, 30, 36, 42, 49, 56, 63};

float layer_at(float height) {
  constexpr float kHalfTransitionMm = 2;
  float layer = kFirstLayer;
  for (const float step : kSteps) {
    layer += smooth_step(height, step - kHalfTransitionMm, step + kHalfTransitionMm);
  }
  return layer;
}

bool is_visual(const Eigen::Vector2f& place, float distance, RetinotopicArea area) {
  constexpr float kMarginMm = 5;
  if (distance <= 26 && place.x() < 62) return true;
  if (area != RetinotopicArea::kBeyond) return true;
  for (const PlantedPatch& patch : kPlantedPatches) {
    if (contains(patch, place, kMarginMm)) return true;
  }
  // Ventral occipito-temporal cortex, and the lateral side up to EBA and OPA.
  const bool is_ventral = place.y() < -30 && distance < 62 && place.x() > -30 && place.x() < 80;
  const bool is_lateral = place.x() < 0 && distance < 52 && place.y() < 30;
  return is_ventral || is_lateral;
}

Eigen::Vector2f looks_at(const Eigen::Vector2f& place, float distance, const RetinotopicPlace& seen,
                         Hemisphere hemisphere) {
  const float contralateral = hemisphere == kLh ? 1.0F : -1.0F;
  const float radius = std::min(seen.eccentricity_deg, kLargestEccentricityDeg) / kImageRadiusDeg;
  const Eigen::Vector2f retinotopic(contralateral * radius * std::cos(seen.angle_rad),
                                    radius * std::sin(seen.angle_rad));
  const Eigen::Vector2f late(contralateral * (0.12F + 0.05F * std::sin(place.x() / 25)),
                             0.08F * std::sin(place.y() / 30));
  const float share_of_late = smooth_step(distance, 26, 44);
  return (1 - share_of_late) * retinotopic + share_of_late * late;
}

}  // namespace

float distance_from_v1_mm(const Eigen::Vector2f& place_mm) {
  static const std::vector<Eigen::Vector2f> outline = v1_outline();
  float nearest = std::numeric_limits<float>::max();
  bool is_inside = false;
  for (std::size_t i = 0; i < outline.size(); ++i) {
    const Eigen::Vector2f& from = outline[i];
    const Eigen::Vector2f& to = outline[(i + 1) % outline.size()];
    const Eigen::Vector2f edge = to - from;
    const Eigen::Vector2f offset = place_mm - from;
    const float along = std::clamp(offset.dot(edge) / edge.squaredNorm(), 0.0F, 1.0F);
    nearest = std::min(nearest, (offset - along * edge).norm());
    if ((from.y() > place_mm.y()) == (to.y() > place_mm.y())) continue;
    const float crossing = from.x() + edge.x() * (place_mm.y() - from.y()) / edge.y();
    if (place_mm.x() < crossing) is_inside = !is_inside;
  }
  return is_inside ? -nearest : nearest;
}

PlantedPlace plant_place(const Eigen::Vector2f& place_mm, Hemisphere hemisphere) {
  const float distance = distance_from_v1_mm(place_mm);
  const float height = height_mm(place_mm, distance);
  const RetinotopicPlace seen = retinotopic_place(place_mm);
  PlantedPlace planted;
  planted.is_visual = is_visual(place_mm, distance, seen.area);
  planted.layer_center = layer_at(height);
  planted.scale = 0.1F + 0.8F * smooth_step(height, 5, 55);
  planted.noise_ceiling = 0.28F + 0.27F * (1 - smooth_step(height, -5, 45));
  planted.looks_at = looks_at(place_mm, distance, seen, hemisphere);
  return planted;
}

}  // namespace cortiscope
