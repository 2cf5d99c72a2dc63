#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/dendrogram.h"
#include "core/analysis/spherical_k_means.h"
#include "core/base/stop_token.h"
#include "core/data/fit_result.h"

namespace cortiscope {

/// How many clusters are shown unless another number is asked for.
constexpr int kUsualClusters = 20;

/// Clusters of vertices that read the same channels, at any number of clusters.
struct ChannelClusters {
  std::vector<int> leaf_of;  ///< (N) the k-means centroid of each vertex; -1: left out
  Dendrogram tree;           ///< of the centroids, weighted by their vertices

  /// How many clusters there can be.
  int most() const { return tree.leaf_count(); }
};

/// Clusters the vertices of a fit: rows K_i of K = W W^T compared by cosine (kernel_rows.h), W the
/// read-out weights of the vertices with evidence, or of all where the fit was not tested;
/// spherical k-means, then Ward's linkage of the centroids. Runs on the calling thread and as many
/// more as the options say; K, (N, N), is never built.
///
/// @param name  of the fit's file, for messages
/// @return  nullopt if `stop` asked
/// @throws Error  kNotFound: the fit holds no parameters; kBadValue: no vertex has evidence
///
/// Source: Yang, Gee and Shi, "Brain Decodes Deep Nets" (arXiv:2312.01280), which builds K.
std::optional<ChannelClusters> cluster_channels(const FitResult& fit, const std::string& name,
                                                const KMeansOptions& options = {},
                                                const StopToken& stop = {});

/// The clusters of vertices where there are `count` of them (at most most()).
/// @return (N) 0..count-1, named as `cut` does; -1: left out
std::vector<int> cluster_of_vertices(const ChannelClusters& clusters, int count);

/// A region's part in a cluster.
struct ClusterRegion {
  std::string name;
  int vertices = 0;  ///< of the region, in the cluster
  double share = 0;  ///< of the region's vertices that are in any cluster
};

/// A channel that a cluster reads.
struct ClusterChannel {
  int channel = 0;   ///< 1..D, of the aligned channels
  float weight = 0;  ///< mean read-out weight over the cluster's vertices
};

/// What a cluster is.
struct ClusterFacts {
  int vertices = 0;
  std::vector<ClusterRegion> regions;  ///< with the largest share first; none without vertices
};

/// @param cluster_of  (N) 0..count-1, or -1
/// @return (count)
std::vector<ClusterFacts> describe_clusters(const Subject& subject,
                                            const std::vector<int>& cluster_of, int count);

/// The channels with the largest mean weight, by size, of each cluster: (count).
/// @pre the fit holds parameters
std::vector<std::vector<ClusterChannel>> top_channels(const FitResult& fit,
                                                      const std::vector<int>& cluster_of, int count,
                                                      int most = 3);

}  // namespace cortiscope
