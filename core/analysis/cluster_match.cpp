#include "core/analysis/cluster_match.h"

#include <cmath>
#include <limits>
#include <map>
#include <string>

#include "core/analysis/assignment.h"
#include "core/analysis/clusters.h"
#include "core/metrics/adjusted_rand.h"

namespace cortiscope {
namespace {

/// The clusters of the shared vertices that both fits have clustered.
std::vector<std::array<int, 2>> shared_labels(const NamedClusters& first,
                                              const NamedClusters& second) {
  std::vector<std::array<int, 2>> labels;
  for (const auto& [a, b] : shared_rows(first.subject, second.subject)) {
    const int of_a = first.cluster_of[std::size_t(a)], of_b = second.cluster_of[std::size_t(b)];
    if (of_a >= 0 && of_b >= 0) labels.push_back({of_a, of_b});
  }
  return labels;
}

/// Of each cluster: region -> share of the region's vertices.
using Profiles = std::vector<std::map<std::string, double>>;

Profiles profiles_of(const NamedClusters& clusters, int count) {
  Profiles profiles;
  for (const ClusterFacts& facts :
       describe_clusters(clusters.subject, clusters.cluster_of, count)) {
    std::map<std::string, double> profile;
    for (const ClusterRegion& region : facts.regions) profile[region.name] = region.share;
    profiles.push_back(std::move(profile));
  }
  return profiles;
}

/// What two profiles have in common.
double overlap_of(const std::map<std::string, double>& a, const std::map<std::string, double>& b) {
  double sum = 0;
  for (const auto& [region, share] : a) {
    const auto found = b.find(region);
    if (found != b.end()) sum += std::min(share, found->second);
  }
  return sum;
}

}  // namespace

std::vector<std::array<int, 2>> shared_rows(const Subject& a, const Subject& b) {
  std::vector<std::array<int, 2>> shared;
  std::array<int, 2> before = {};
  for (const Hemisphere h : kHemispheres) {
    const std::vector<int>&of_a = a.vertices[h], &of_b = b.vertices[h];
    if (a.cortex.name != b.cortex.name ||
        a.cortex[h].vertex_count() != b.cortex[h].vertex_count()) {
      return {};
    }
    for (std::size_t i = 0, j = 0; i < of_a.size() && j < of_b.size();) {
      if (of_a[i] == of_b[j]) shared.push_back({before[0] + int(i), before[1] + int(j)});
      const bool steps_a = of_a[i] <= of_b[j], steps_b = of_b[j] <= of_a[i];
      i += steps_a;
      j += steps_b;
    }
    before = {before[0] + int(of_a.size()), before[1] + int(of_b.size())};
  }
  return shared;
}

std::vector<int> matched_clusters(const NamedClusters& first, const NamedClusters& second,
                                  int count) {
  Array<double> cost(Shape{count, count});
  const std::vector<std::array<int, 2>> labels = shared_labels(first, second);
  for (const auto& [a, b] : labels) cost.row(b)[a] -= 1;
  if (labels.empty()) {
    const Profiles of_first = profiles_of(first, count), of_second = profiles_of(second, count);
    for (int b = 0; b < count; ++b) {
      for (int a = 0; a < count; ++a) {
        cost.row(b)[a] = -overlap_of(of_first[std::size_t(a)], of_second[std::size_t(b)]);
      }
    }
  }
  return least_cost_assignment(cost);
}

double agreement_of(const NamedClusters& first, const NamedClusters& second) {
  std::vector<int> a, b;
  for (const auto& [of_a, of_b] : shared_labels(first, second)) {
    a.push_back(of_a);
    b.push_back(of_b);
  }
  return adjusted_rand(a, b);
}

}  // namespace cortiscope
