#pragma once

#include <array>
#include <utility>
#include <vector>

#include "core/data/subject.h"

namespace cortiscope {

/// Clusters of a fit, to be compared with another's.
struct NamedClusters {
  const Subject& subject;
  const std::vector<int>& cluster_of;  ///< (N) 0..count-1, or -1
};

/// The rows of the vertices that two subjects share: same hemisphere and index on meshes of the
/// same name and size. None of different meshes.
std::vector<std::array<int, 2>> shared_rows(const Subject& a, const Subject& b);

/// Which of the first fit's clusters each of the second's is: the pairing (least_cost_assignment)
/// with most vertices in common; where they share no vertices that are clustered, with the most
/// similar regions.
///
/// @return (count) 0..count-1, all different
std::vector<int> matched_clusters(const NamedClusters& first, const NamedClusters& second,
                                  int count);

/// How much two clusterings of the shared vertices agree: the adjusted Rand index
/// (core/metrics/adjusted_rand.h); NaN where they share none.
double agreement_of(const NamedClusters& first, const NamedClusters& second);

}  // namespace cortiscope
