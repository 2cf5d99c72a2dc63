#include "core/simulate/cortex/cortical_folding.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/random.h"
#include "core/simulate/cortex/brain_envelope.h"
#include "core/simulate/cortex/folding_pattern.h"
#include "core/simulate/cortex/primary_sulci.h"

namespace cortiscope {
namespace {

using Place = Eigen::Vector3f;
using Neighbors = std::vector<std::vector<int>>;

constexpr float kGrownAreaMm2 = 78000;  ///< target area of the sheet
constexpr float kSecondaryDepthMm = 9;
constexpr float kFirstDentMm = 1.5F;
constexpr float kAcrossSulcusMm = 2.8F, kAcrossGyrusMm = 7;  ///< between middles, at least
constexpr float kDeepestMm = 22;

// Growth of an edge: partly towards its length on the sphere, which keeps distortion low, and
// partly the same for all; along a fold it grows this much of what it grows across.
constexpr float kShareOfSphere = 0.7F;
constexpr float kGrowthAlong = 0.4F;

// Forces, in mm per step.
constexpr int kSteps = 1200;
constexpr float kFullyGrown = 0.7F;  ///< share of the steps
constexpr float kSpring = 0.25F, kBending = 0.48F, kContact = 0.25F, kPressOut = 0.1F;
constexpr float kPullIn = 0.05F, kSkull = 0.5F, kLongestMoveMm = 0.4F;

/// How much of a secondary fold there may be, 0 to 1: none crosses the gyrus around the medial
/// wall, and where the temporal gyri meet in a narrow pole, folds would run into each other.
float secondary_share(const Place& place) {
  const Place temporal_pole(-38, 18, -34);
  constexpr float kPoleMm = 16;
  const float from_wall = (distance_to_medial_wall_mm(place) - 2) / 8;
  const float from_pole = ((place - temporal_pole).norm() - kPoleMm) / 6;
  return std::clamp(from_wall, 0.0F, 1.0F) * std::clamp(from_pole, 0.0F, 1.0F);
}

/// The planned final depth of each vertex: primary sulci, and between them the stripes of the
/// pattern.
std::vector<float> planned_depths(const std::vector<Place>& places, const Neighbors& neighbors,
                                  const BrainEnvelope& envelope, std::uint64_t seed) {
  constexpr float kGiven = 8;
  std::vector<float> depths(places.size(), 0.0F);
  for (const Sulcus& sulcus : primary_sulci()) {
    const std::vector<Place> path = envelope.laid_on(sulcus.path_mm);
    for (std::size_t v = 0; v < places.size(); ++v) {
      const float widths =
          squared_distance_mm2(places[v], path) / (2 * sulcus.half_width_mm * sulcus.half_width_mm);
      depths[v] = std::max(depths[v], sulcus.depth_mm * std::exp(-widths));
    }
  }
  std::vector<bool> is_primary(places.size());
  for (std::size_t v = 0; v < places.size(); ++v) is_primary[v] = depths[v] > kGiven;
  Random random(seed, /*stream=*/11);
  const std::vector<float> pattern = folding_pattern(neighbors, places, is_primary, random);
  for (std::size_t v = 0; v < places.size(); ++v) {
    depths[v] = std::max(depths[v], kSecondaryDepthMm * pattern[v] * secondary_share(places[v]));
  }
  return depths;
}

/// The direction across the folds: the structure tensor of the depths, smoothed, of trace 1.
std::vector<Eigen::Matrix3f> directions_across(const std::vector<Place>& places,
                                               const Neighbors& neighbors,
                                               const std::vector<float>& depths) {
  constexpr int kSmoothings = 6;
  std::vector<Eigen::Matrix3f> across(places.size());
  for (std::size_t v = 0; v < places.size(); ++v) {
    Place slope = Place::Zero();
    for (const int n : neighbors[v]) {
      const Place to = places[n] - places[v];
      slope += (depths[n] - depths[v]) / to.squaredNorm() * to;
    }
    across[v] = slope * slope.transpose() + 1e-4F * Eigen::Matrix3f::Identity();
  }
  std::vector<Eigen::Matrix3f> smoothed(places.size());
  for (int round = 0; round < kSmoothings; ++round) {
    for (std::size_t v = 0; v < places.size(); ++v) {
      smoothed[v] = across[v];
      for (const int n : neighbors[v]) smoothed[v] += across[n];
      smoothed[v] /= float(neighbors[v].size() + 1);
    }
    across.swap(smoothed);
  }
  for (Eigen::Matrix3f& tensor : across) tensor /= tensor.trace();
  return across;
}

/// The side of two vertices, and its length without strain before and after growth.
struct Edge {
  int a, b;
  float young_mm, grown_mm;
};

std::vector<Edge> growing_edges(const Surface& sphere, const std::vector<Place>& places,
                                const Neighbors& neighbors, const std::vector<float>& depths) {
  constexpr float kLeastGrowth = 0.1F;
  const std::vector<Eigen::Matrix3f> across = directions_across(places, neighbors, depths);
  float area = 0;
  for (const Eigen::Vector3i& t : sphere.triangles) {
    area += (places[t[1]] - places[t[0]]).cross(places[t[2]] - places[t[0]]).norm() / 2;
  }
  const float even_growth = std::sqrt(kGrownAreaMm2 / area);
  const float sphere_radius = std::sqrt(kGrownAreaMm2 / (4 * float(EIGEN_PI)));
  std::vector<Edge> edges;
  for (int v = 0; v < int(places.size()); ++v) {
    for (const int n : neighbors[v]) {
      if (n < v) continue;
      const Place along = places[n] - places[v];
      const float young = along.norm();
      const float on_sphere = sphere_radius * (sphere.vertices[v] - sphere.vertices[n]).norm();
      const float growth =
          std::pow(even_growth, 1 - kShareOfSphere) * std::pow(on_sphere / young, kShareOfSphere) -
          1;
      const float share_across = along.dot((across[v] + across[n]) * along) / (2 * young * young);
      const float share = std::min(cortex_share(places[v]), cortex_share(places[n]));
      edges.push_back({v, n, young,
                       young * (1 + share * 2 * std::max(growth, kLeastGrowth) *
                                        (kGrowthAlong + (1 - kGrowthAlong) * share_across))});
    }
  }
  return edges;
}

/// The sheet while it grows.
class GrowingSheet {
 public:
  GrowingSheet(const Surface& sphere, const BrainEnvelope& envelope, std::vector<Place> places,
               std::uint64_t seed)
      : sphere_(sphere),
        envelope_(envelope),
        neighbors_(vertex_neighbors(sphere)),
        young_(std::move(places)),
        depths_(planned_depths(young_, neighbors_, envelope, seed)),
        edges_(growing_edges(sphere, young_, neighbors_, depths_)),
        places_(young_),
        normals_(young_.size()),
        bends_(young_.size()),
        forces_(young_.size()) {
    for (std::size_t v = 0; v < places_.size(); ++v) {
      held_.push_back(1 - cortex_share(young_[v]));
      const float dent = kFirstDentMm * std::min(1.0F, depths_[v] / kSecondaryDepthMm);
      places_[v] -= dent * envelope_.at(places_[v]).slope;
    }
  }

  std::vector<Place> grow(const std::function<void(double)>& on_progress) && {
    constexpr int kStepsOfOneSearch = 16;
    for (int step = 0; step < kSteps; ++step) {
      const float grown = std::min(1.0F, float(step) / (kFullyGrown * kSteps));
      find_normals();
      if (step % kStepsOfOneSearch == 0) {
        find_contacts();
        on_progress(double(step) / kSteps);
      }
      std::fill(forces_.begin(), forces_.end(), Place::Zero());
      add_springs(grown);
      add_bending();
      add_contacts();
      add_surroundings(grown);
      move();
    }
    return std::move(places_);
  }

 private:
  void find_normals() {
    std::fill(normals_.begin(), normals_.end(), Place::Zero());
    for (const Eigen::Vector3i& t : sphere_.triangles) {
      const Place normal = (places_[t[1]] - places_[t[0]]).cross(places_[t[2]] - places_[t[0]]);
      for (int corner = 0; corner < 3; ++corner) normals_[t[corner]] += normal;
    }
    for (Place& normal : normals_) normal.normalize();
  }

  /// Pairs near in space, but not along the sheet, whose sides face each other. Vertices are sorted
  /// into the cells of a coarse grid, so that only those nearby are compared.
  void find_contacts() {
    constexpr float kReachMm = kAcrossGyrusMm + 2;
    constexpr float kFacing = 0.3F;  ///< cosine between the normals
    constexpr int kCells = 32;
    const Place lowest(-84, -120, -62);
    const auto cell_of = [&](const Place& place) {
      const Eigen::Vector3i cell =
          ((place - lowest) / kReachMm).cast<int>().cwiseMax(0).cwiseMin(kCells - 1);
      return (cell[2] * kCells + cell[1]) * kCells + cell[0];
    };
    std::vector<int> first(kCells * kCells * kCells + 1, 0), cell(places_.size());
    for (std::size_t v = 0; v < places_.size(); ++v) {
      cell[v] = cell_of(places_[v]);
      ++first[cell[v] + 1];
    }
    for (std::size_t c = 1; c < first.size(); ++c) first[c] += first[c - 1];
    std::vector<int> sorted(places_.size()), next(first.begin(), first.end() - 1);
    std::vector<Place> sorted_places(places_.size());
    for (std::size_t v = 0; v < places_.size(); ++v) {
      const int slot = next[cell[v]]++;
      sorted[slot] = int(v);
      sorted_places[slot] = places_[v];
    }

    const float nearest_along =
        2 * std::sin(0.75F * kAcrossGyrusMm / std::sqrt(kGrownAreaMm2 / (4 * float(EIGEN_PI))));
    contacts_.clear();
    for (int v = 0; v < int(places_.size()); ++v) {
      const Place place = places_[v];
      for (const int row :
           {-kCells * kCells - kCells, -kCells * kCells, -kCells * kCells + kCells, -kCells, 0,
            kCells, kCells * kCells - kCells, kCells * kCells, kCells * kCells + kCells}) {
        const int from = std::clamp(cell[v] + row - 1, 0, int(first.size()) - 1);
        const int to = std::clamp(cell[v] + row + 2, 0, int(first.size()) - 1);
        for (int i = first[from]; i < first[to]; ++i) {
          if ((sorted_places[i] - place).squaredNorm() > kReachMm * kReachMm) continue;
          const int n = sorted[i];
          if (n <= v || normals_[v].dot(normals_[n]) > kFacing) continue;
          const float along = (sphere_.vertices[n] - sphere_.vertices[v]).squaredNorm();
          if (along > nearest_along * nearest_along) contacts_.push_back({v, n});
        }
      }
    }
  }

  void add_springs(float grown) {
    for (const Edge& edge : edges_) {
      const Place to = places_[edge.b] - places_[edge.a];
      const float rest = edge.young_mm + grown * (edge.grown_mm - edge.young_mm);
      const Place force = kSpring * (1 - rest / to.norm()) * to;
      forces_[edge.a] += force;
      forces_[edge.b] -= force;
    }
  }

  Place lack_of(const std::vector<Place>& values, std::size_t v) const {
    Place sum = Place::Zero();
    for (const int n : neighbors_[v]) sum += values[n];
    return sum / float(neighbors_[v].size()) - values[v];
  }

  void add_bending() {
    for (std::size_t v = 0; v < places_.size(); ++v) bends_[v] = lack_of(places_, v);
    for (std::size_t v = 0; v < places_.size(); ++v) forces_[v] -= kBending * lack_of(bends_, v);
  }

  void add_contacts() {
    constexpr float kWithinGyrus = 0.25F;  // white matter is soft
    for (const auto& [v, n] : contacts_) {
      const Place to = places_[n] - places_[v];
      const bool is_across_sulcus = normals_[v].dot(to) > 0;
      const float least = is_across_sulcus ? kAcrossSulcusMm : kAcrossGyrusMm;
      const float length = to.norm();
      if (length >= least || length == 0) continue;
      const Place force =
          kContact * (is_across_sulcus ? 1 : kWithinGyrus) * (least / length - 1) * to;
      forces_[v] -= force;
      forces_[n] += force;
    }
  }

  /// The forces of the skull outside, the white matter inside and the fixed medial wall.
  void add_surroundings(float grown) {
    constexpr float kIsSulcusMm = 2, kFarMm = 3, kHold = 0.2F, kFloor = 0.1F;
    const float deep = std::min(1.0F, 2.5F * grown);  // sulci form before gyri are full
    for (std::size_t v = 0; v < places_.size(); ++v) {
      const BrainEnvelope::Sample here = envelope_.at(places_[v]);
      const float depth = -here.distance_mm;
      float out = 0;
      if (depths_[v] <= kIsSulcusMm) {
        out += kPressOut * std::clamp(depth, 0.0F, kFarMm);
      } else if (depth < deep * depths_[v]) {
        out -= kPullIn * std::min(kFarMm, deep * depths_[v] - depth);
      }
      if (depth > kDeepestMm) out += kFloor * (depth - kDeepestMm);
      if (depth < 0) out += kSkull * depth;
      forces_[v] += out * here.slope;
      if (held_[v] > 0) forces_[v] += kHold * held_[v] * (young_[v] - places_[v]);
    }
  }

  void move() {
    for (std::size_t v = 0; v < places_.size(); ++v) {
      const float length = forces_[v].norm();
      places_[v] += forces_[v] * (length > kLongestMoveMm ? kLongestMoveMm / length : 1.0F);
    }
  }

  const Surface& sphere_;
  const BrainEnvelope& envelope_;
  const Neighbors neighbors_;
  const std::vector<Place> young_;
  const std::vector<float> depths_;
  const std::vector<Edge> edges_;
  std::vector<Place> places_, normals_, bends_, forces_;
  std::vector<float> held_;  // how firmly the medial wall holds a vertex in position, 0 to 1
  std::vector<std::pair<int, int>> contacts_;
};

}  // namespace

FoldedHemisphere fold_hemisphere(const BrainEnvelope& envelope, const Surface& sphere,
                                 std::uint64_t seed,
                                 const std::function<void(double)>& on_progress) {
  FoldedHemisphere folded;
  folded.envelope = wrapped_around(envelope, sphere);
  folded.middle = GrowingSheet(sphere, envelope, folded.envelope, seed).grow(on_progress);
  return folded;
}

}  // namespace cortiscope
