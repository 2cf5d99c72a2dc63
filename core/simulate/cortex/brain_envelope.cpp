#include "core/simulate/cortex/brain_envelope.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <limits>

#include "core/simulate/cortex/primary_sulci.h"

namespace cortiscope {
namespace {

using Place = Eigen::Vector3f;

float smooth_min(float a, float b, float blend) {
  const float h = std::max(blend - std::fabs(a - b), 0.0F) / blend;
  return std::min(a, b) - h * h * blend / 4;
}
float smooth_max(float a, float b, float blend) { return -smooth_min(-a, -b, blend); }

float ellipsoid(const Place& place, const Place& middle, const Place& half_axes) {
  const Place p = place - middle;
  const float k = p.cwiseQuotient(half_axes).norm();
  const float slope = p.cwiseQuotient(half_axes.cwiseProduct(half_axes)).norm();
  return slope > 0 ? k * (k - 1) / slope : -half_axes.minCoeff();
}

/// A rod from a to b whose radius changes from one end to the other.
float rod(const Place& place, const Place& a, const Place& b, float radius_a, float radius_b) {
  const Place along = b - a;
  const float t = std::clamp((place - a).dot(along) / along.squaredNorm(), 0.0F, 1.0F);
  return (place - a - t * along).norm() - (radius_a + t * (radius_b - radius_a));
}

float envelope_distance_mm(const Place& p) {
  // Frontal and parietal lobe: half an ellipsoid on a floor that rises from the frontal pole, cut
  // off behind by the slope from the vertex down to the occipital pole.
  float shape = ellipsoid(p, {0, -19, 10}, {67, 83, 68});
  shape = smooth_max(shape, -0.62F * p.y() + 0.785F * p.z() - 96, 28);
  shape = smooth_max(shape, -(p.z() + 24 + 0.06F * (p.y() - 30)), 22);
  shape = smooth_min(shape, ellipsoid(p, {-15, 30, 6}, {38, 37, 33}), 12);
  // Occipital lobe.
  shape = smooth_min(shape, ellipsoid(p, {-17, -64, 4}, {36, 38, 28}), 14);
  // Temporal lobe, and the parahippocampal gyrus along its inner side.
  float temporal = rod(p, {-40, 2, -30}, {-46, -54, -2}, 17.5F, 19);
  temporal = smooth_min(temporal, rod(p, {-24, -6, -25}, {-24, -66, -2}, 13, 14), 12);
  // Free in front, where the lateral fissure separates it from the frontal lobe; joined behind.
  const float joined = std::clamp((-18 - p.y()) / 35, 0.0F, 1.0F);
  shape = smooth_min(shape, temporal, 4 + 18 * joined);
  // The plane between the hemispheres.
  return smooth_max(shape, p.x() + 2.5F, 10);
}

/// The relative vertex density at a point.
float wanted_density(const Place& place, const std::vector<Place>& lateral_fissure) {
  constexpr float kReachMm = 14;
  const float away = squared_distance_mm2(place, lateral_fissure) / (kReachMm * kReachMm);
  return (0.6F + 0.4F * cortex_share(place)) * (1 + 2 * std::exp(-away));
}

// The grid: a millimetre or more beyond all positions that are read.
constexpr float kStepMm = 2;
constexpr int kCountX = 48, kCountY = 104, kCountZ = 80;
const Place kLowest(-84, -120, -62);

}  // namespace

BrainEnvelope::BrainEnvelope() : distances_(std::size_t(kCountX) * kCountY * kCountZ) {
  auto distance = distances_.begin();
  for (int z = 0; z < kCountZ; ++z) {
    for (int y = 0; y < kCountY; ++y) {
      for (int x = 0; x < kCountX; ++x) {
        *distance++ = envelope_distance_mm(kLowest + kStepMm * Place(float(x), float(y), float(z)));
      }
    }
  }
}

BrainEnvelope::Sample BrainEnvelope::at(const Place& place_mm) const {
  // Trilinear between the eight corners of its cell.
  const Place on_grid = (place_mm - kLowest) / kStepMm;
  const auto cell = [&](int axis, int count) {
    return std::clamp(int(on_grid[axis]), 0, count - 2);
  };
  const int x = cell(0, kCountX), y = cell(1, kCountY), z = cell(2, kCountZ);
  const Place t = on_grid - Place(float(x), float(y), float(z));
  const float* corner =
      &distances_[(std::size_t(z) * kCountY + std::size_t(y)) * kCountX + std::size_t(x)];
  constexpr int kY = kCountX, kZ = kCountX * kCountY;
  const auto mix = [](float a, float b, float w) { return a + w * (b - a); };
  const auto along_x = [&](int offset) { return mix(corner[offset], corner[offset + 1], t.x()); };
  const auto slope_x = [&](int offset) { return corner[offset + 1] - corner[offset]; };
  const float x00 = along_x(0), x10 = along_x(kY), x01 = along_x(kZ), x11 = along_x(kY + kZ);
  const float y0 = mix(x00, x10, t.y()), y1 = mix(x01, x11, t.y());
  Sample sample;
  sample.distance_mm = mix(y0, y1, t.z());
  sample.slope = Place(mix(mix(slope_x(0), slope_x(kY), t.y()),
                           mix(slope_x(kZ), slope_x(kY + kZ), t.y()), t.z()),
                       mix(x10 - x00, x11 - x01, t.z()), y1 - y0) /
                 kStepMm;
  return sample;
}

Place BrainEnvelope::nearest(Place place_mm) const {
  for (int round = 0; round < 5; ++round) {
    const Sample here = at(place_mm);
    place_mm -= here.distance_mm * here.slope.normalized();
  }
  return place_mm;
}

std::vector<Place> BrainEnvelope::laid_on(const std::vector<Place>& path_mm) const {
  std::vector<Place> laid;
  for (std::size_t i = 0; i + 1 < path_mm.size(); ++i) {
    const Place along = path_mm[i + 1] - path_mm[i];
    const int steps = int(std::ceil(along.norm()));
    for (int step = 0; step < steps; ++step) {
      laid.push_back(nearest(path_mm[i] + (float(step) / float(steps)) * along));
    }
  }
  return laid;
}

float distance_to_medial_wall_mm(const Place& p) {
  return std::min(ellipsoid(p, {-2, -9, 5}, {14, 37, 20}),
                  ellipsoid(p, {-4, -10, -12}, {16, 18, 18}));
}

float squared_distance_mm2(const Place& place_mm, const std::vector<Place>& path_mm) {
  float nearest = std::numeric_limits<float>::max();
  for (const Place& p : path_mm) nearest = std::min(nearest, (p - place_mm).squaredNorm());
  return nearest;
}

float cortex_share(const Place& place_mm) {
  constexpr float kBlendMm = 5;
  return std::clamp(distance_to_medial_wall_mm(place_mm) / kBlendMm + 0.5F, 0.0F, 1.0F);
}

std::vector<Place> wrapped_around(const BrainEnvelope& envelope, const Surface& sphere) {
  // From this point, in the middle of the hemisphere, every ray leaves the envelope once.
  const Place middle(-30, -16, 4);
  constexpr float kFarMm = 120;
  std::vector<Place> places;
  places.reserve(sphere.vertices.size());
  for (const Place& direction : sphere.vertices) {
    float inside = 0, outside = kFarMm;
    for (int halving = 0; halving < 24; ++halving) {
      const float half = (inside + outside) / 2;
      (envelope.at(middle + half * direction).distance_mm < 0 ? inside : outside) = half;
    }
    places.push_back(middle + inside * direction);
  }
  // Slide along the envelope towards the larger triangles until all have equal area.
  constexpr int kRounds = 260, kRoundsOfOneDensity = 20;
  constexpr float kStep = 0.7F;
  const std::vector<std::vector<int>> neighbors = vertex_neighbors(sphere);
  const std::vector<Place> fissure = envelope.laid_on(primary_sulcus("lateral fissure").path_mm);
  std::vector<float> weight(places.size()), density(places.size());
  std::vector<Place> moved(places.size());
  for (int round = 0; round < kRounds; ++round) {
    for (std::size_t v = 0; round % kRoundsOfOneDensity == 0 && v < places.size(); ++v) {
      density[v] = wanted_density(places[v], fissure);
    }
    std::fill(weight.begin(), weight.end(), 0.0F);
    for (const Eigen::Vector3i& t : sphere.triangles) {
      const float area = (places[t[1]] - places[t[0]]).cross(places[t[2]] - places[t[0]]).norm();
      for (int corner = 0; corner < 3; ++corner) weight[t[corner]] += area * density[t[corner]];
    }
    for (std::size_t v = 0; v < places.size(); ++v) {
      Place sum = Place::Zero();
      float weights = 0;
      for (const int n : neighbors[v]) {
        sum += weight[n] * places[n];
        weights += weight[n];
      }
      const Place p = places[v] + kStep * (sum / weights - places[v]);
      const BrainEnvelope::Sample here = envelope.at(p);
      moved[v] = p - here.distance_mm * here.slope.normalized();
    }
    places.swap(moved);
  }
  return places;
}

}  // namespace cortiscope
