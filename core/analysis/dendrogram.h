#pragma once

#include <Eigen/Core>
#include <vector>

namespace cortiscope {

/// A hierarchy of k things: the leaves are nodes 0..k-1, merge m makes node k + m.
struct Dendrogram {
  struct Merge {
    int first = 0, second = 0;  ///< nodes, first < second
    double height = 0;          ///< never less than that of an earlier merge
    int weight = 0;             ///< of all leaves below
  };
  std::vector<int> weights;   ///< (k) of the leaves
  std::vector<Merge> merges;  ///< (k - 1)

  int leaf_count() const { return int(weights.size()); }
};

/// Ward's linkage: merges the two groups whose union adds least to the sum of squared distances
/// from the means. O(k^2) in time and memory. Heights are SciPy's, those of as many copies of each
/// point as it has weight: sqrt(2 a b / (a + b)) times the distance of the means, for weights a, b.
///
/// @param points   (D, k), a column each
/// @param weights  (k), positive
///
/// Source: Ward, "Hierarchical Grouping to Optimize an Objective Function" (JASA 58, 1963); the
/// nearest-neighbour chain of Murtagh, "A Survey of Recent Advances in Hierarchical Clustering
/// Algorithms" (The Computer Journal 26, 1983).
Dendrogram ward_linkage(const Eigen::MatrixXf& points, const std::vector<int>& weights);

/// Cuts a hierarchy into groups.
///
/// Groups have names that stay as the number grows: with one more group, one of them is split, its
/// heavier half keeps the name, and the other half has the next name.
///
/// @param count  1..k
/// @return (k) the group of each leaf, 0..count-1
std::vector<int> cut(const Dendrogram& tree, int count);

/// The group that each group was split from in `cut`: (k), -1 for the first.
std::vector<int> split_from(const Dendrogram& tree);

/// The groups of a cut that are merged with one of them, the first `merges` times that it is
/// merged: itself at 0, all of them where it is merged less often.
/// @return (count)
std::vector<bool> merged_with(const Dendrogram& tree, int count, int group, int merges);

/// The leaves from left to right, (k): those that merge early are neighbours.
std::vector<int> leaves_in_order(const Dendrogram& tree);

}  // namespace cortiscope
