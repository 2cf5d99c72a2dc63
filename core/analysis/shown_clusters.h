#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/analysis/clusters.h"
#include "core/data/image.h"
#include "core/data/subject.h"

namespace cortiscope {

/// A fit's clusters and the subject that they lie on.
struct ClusteredSubject {
  std::shared_ptr<const Subject> subject;
  ChannelClusters clusters;
};

/// Clusters as they are named and painted.
struct ShownClusters {
  std::vector<int> cluster_of;  ///< (N) 0..count-1; -1: left out
  std::vector<Rgb8> colors;     ///< (count)
  std::vector<int> name_of;     ///< (count) by the names of `cut`

  int count() const { return int(colors.size()); }
};

/// A number of clusters, at most as many as there can be. A cluster keeps its name and colour as
/// the number grows to 20.
///
/// @param like     another fit, whose matched clusters (cluster_match.h) give names and colours;
/// may
///                 be null
/// @param is_safe  in colours for every colour vision
ShownClusters shown_clusters(const ClusteredSubject& own, const ClusteredSubject* like, int count,
                             bool is_safe = false);

/// One cluster alone, or with those that it merges with in the fit's tree.
struct IsolatedCluster {
  int cluster = 0;  ///< 0..count-1, as it is shown
  int merges = 0;   ///< how many times, as `merged_with` says

  friend bool operator==(IsolatedCluster a, IsolatedCluster b) {
    return a.cluster == b.cluster && a.merges == b.merges;
  }
};

/// Which clusters are shown where one is isolated: (count). All where there is none such.
std::vector<bool> isolated_clusters(const ClusteredSubject& own, const ShownClusters& shown,
                                    const std::optional<IsolatedCluster>& isolated);

/// The colours of clusters by their names in cut(tree, count), (count). Up to 20 those of tab20:
/// the ten strong ones first; of the ten pale ones a cluster has that of the strong one it was
/// split from, if it is free. Of more clusters a circle of hues in the order of the leaves, so that
/// clusters which merge early have similar colours, every other one darker. Safe: safe20, or
/// viridis in that order.
std::vector<Rgb8> cluster_colors(const Dendrogram& tree, int count, bool is_safe);

}  // namespace cortiscope
