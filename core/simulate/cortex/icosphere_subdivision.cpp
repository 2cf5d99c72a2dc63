#include "core/simulate/cortex/icosphere_subdivision.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <unordered_map>
#include <utility>

#include "core/simulate/cortex/icosphere.h"

namespace cortiscope {
namespace {

/// Of each side of a triangle, walked as the triangle does, its third corner.
class OppositeCorners {
 public:
  explicit OppositeCorners(const std::vector<Eigen::Vector3i>& triangles) {
    corners_.reserve(3 * triangles.size());
    for (const Eigen::Vector3i& t : triangles) {
      for (int side = 0; side < 3; ++side) {
        corners_[key(t[side], t[(side + 1) % 3])] = t[(side + 2) % 3];
      }
    }
  }

  int of(int from, int to) const { return corners_.at(key(from, to)); }

 private:
  static std::uint64_t key(int from, int to) {
    return std::uint64_t(from) << 32 | std::uint64_t(to);
  }
  std::unordered_map<std::uint64_t, int> corners_;
};

}  // namespace

IcosphereSubdivision::IcosphereSubdivision(int subdivisions) : to_(subdivisions + 1) {
  const Surface coarse = icosphere(subdivisions);
  parents_ = icosphere_parents(coarse.triangles, subdivisions);
  const OppositeCorners opposite(coarse.triangles);
  around_.reserve(parents_.size());
  for (const auto& [a, b] : parents_) {
    const int left = opposite.of(a, b), right = opposite.of(b, a);
    around_.push_back({left, right, opposite.of(left, b), opposite.of(a, left),
                       opposite.of(b, right), opposite.of(right, a)});
  }
}

std::vector<Eigen::Vector3f> IcosphereSubdivision::smoothly(
    const std::vector<Eigen::Vector3f>& places) const {
  std::vector<Eigen::Vector3f> finer = places;
  for (std::size_t i = 0; i < parents_.size(); ++i) {
    const auto& [a, b] = parents_[i];
    const auto& around = around_[i];
    Eigen::Vector3f place =
        (places[a] + places[b]) / 2 + (places[around[0]] + places[around[1]]) / 8;
    for (std::size_t wing = 2; wing < around.size(); ++wing) place -= places[around[wing]] / 16;
    finer.push_back(place);
  }
  return finer;
}

Surface IcosphereSubdivision::patch(const Surface& patch) const {
  std::map<std::pair<int, int>, int> middle_of;
  const auto ascending = [](int a, int b) { return std::minmax({a, b}); };
  for (std::size_t i = 0; i < parents_.size(); ++i) {
    middle_of[ascending(parents_[i][0], parents_[i][1])] = int(patch.vertices.size() + i);
  }
  Surface finer;
  finer.vertices = patch.vertices;
  finer.vertices.resize(patch.vertices.size() + parents_.size(), Eigen::Vector3f::Zero());
  const auto middle = [&](int a, int b) {
    const int vertex = middle_of.at(ascending(a, b));
    finer.vertices[vertex] = (patch.vertices[a] + patch.vertices[b]) / 2;
    return vertex;
  };
  for (const Eigen::Vector3i& t : patch.triangles) {
    const int ab = middle(t[0], t[1]), bc = middle(t[1], t[2]), ca = middle(t[2], t[0]);
    finer.triangles.insert(finer.triangles.end(),
                           {{t[0], ab, ca}, {t[1], bc, ab}, {t[2], ca, bc}, {ab, bc, ca}});
  }
  return finer;
}

}  // namespace cortiscope
