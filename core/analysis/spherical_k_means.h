#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/stop_token.h"

namespace cortiscope {

struct KMeansOptions {
  int clusters = 1000;  ///< fewer where there are fewer different rows
  std::uint64_t seed = 0;
  int threads = 0;        ///< 0: every core; the result does not depend on it
  int most_rounds = 100;  ///< of assigning rows and moving centroids
};

struct KMeans {
  std::vector<int> cluster_of;  ///< (N) 0..k-1
  Eigen::MatrixXf centroids;    ///< (D, k), a column each, of unit length
  int rounds = 0;
  bool is_settled = false;  ///< the last round changed nothing
};

/// Clusters directions: k-means under cosine distance. Every row goes to the centroid with the
/// largest cosine (ties to the lowest index), every centroid becomes the normalised mean of its
/// rows, a centroid without rows restarts at the row that is farthest from its own.
///
/// Starts from rows drawn by k-means++ and is the same for a seed, whatever the number of threads.
///
/// @param rows  (D, N), a column each, of unit length
/// @return  no cluster is empty; nullopt if `stop` asked
///
/// Source: Dhillon and Modha, "Concept Decompositions for Large Sparse Text Data Using Clustering"
/// (Machine Learning 42, 2001); Arthur and Vassilvitskii, "k-means++: The Advantages of Careful
/// Seeding" (SODA 2007), with 1 - cosine, half the squared distance of unit vectors.
std::optional<KMeans> spherical_k_means(const Eigen::MatrixXf& rows, const KMeansOptions& options,
                                        const StopToken& stop = {});

/// The same from given centroids, (D, k), of unit length.
std::optional<KMeans> spherical_k_means_from(const Eigen::MatrixXf& rows, Eigen::MatrixXf centroids,
                                             const KMeansOptions& options,
                                             const StopToken& stop = {});

}  // namespace cortiscope
