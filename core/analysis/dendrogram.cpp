#include "core/analysis/dendrogram.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <numeric>
#include <utility>

namespace cortiscope {
namespace {

/// Merges in the order of the chain; a group is named by one of its leaves.
struct ChainMerge {
  int a, b;
  double height;
};

/// The squared Ward distances of the groups that are left, and their weights.
class Groups {
 public:
  Groups(const Eigen::MatrixXf& points, const std::vector<int>& weights)
      : count_(weights.size()), weight_(weights.begin(), weights.end()), squared_(count_ * count_) {
    const Eigen::MatrixXd exact = points.cast<double>();
    for (std::size_t i = 0; i < count_; ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        const double a = weight_[i], b = weight_[j];
        at(i, j) = at(j, i) =
            2 * a * b / (a + b) *
            (exact.col(Eigen::Index(i)) - exact.col(Eigen::Index(j))).squaredNorm();
      }
    }
  }

  bool is_left(std::size_t i) const { return weight_[i] > 0; }
  double squared(std::size_t i, std::size_t j) const { return squared_[i * count_ + j]; }
  std::size_t first() const {
    return std::size_t(
        std::find_if(weight_.begin(), weight_.end(), [](double w) { return w > 0; }) -
        weight_.begin());
  }

  /// The nearest group of another; of equal ones `preferred`, then the lowest.
  std::size_t nearest(std::size_t i, std::size_t preferred) const {
    std::size_t best = preferred;
    double least =
        preferred < count_ ? squared(i, preferred) : std::numeric_limits<double>::infinity();
    for (std::size_t j = 0; j < count_; ++j) {
      if (j == i || !is_left(j) || !(squared(i, j) < least)) continue;
      least = squared(i, j);
      best = j;
    }
    return best;
  }

  /// Joins a to b, which stands for both, by the recurrence of Lance and Williams.
  void join(std::size_t a, std::size_t b) {
    const double wa = weight_[a], wb = weight_[b], between = squared(a, b);
    for (std::size_t i = 0; i < count_; ++i) {
      if (i == a || i == b || !is_left(i)) continue;
      const double w = weight_[i];
      at(i, b) = at(b, i) =
          ((wa + w) * squared(i, a) + (wb + w) * squared(i, b) - w * between) / (wa + wb + w);
    }
    weight_[b] = wa + wb;
    weight_[a] = 0;
  }

 private:
  double& at(std::size_t i, std::size_t j) { return squared_[i * count_ + j]; }

  std::size_t count_;
  std::vector<double> weight_;   // 0: merged into another
  std::vector<double> squared_;  // (k, k)
};

std::vector<ChainMerge> chain_merges(Groups groups, std::size_t count) {
  std::vector<ChainMerge> merges;
  std::vector<std::size_t> chain;
  while (merges.size() + 1 < count) {
    if (chain.empty()) chain.push_back(groups.first());
    while (true) {
      const std::size_t last = chain.back();
      const std::size_t before = chain.size() > 1 ? chain[chain.size() - 2] : count;
      const std::size_t next = groups.nearest(last, before);
      if (next == before) break;
      chain.push_back(next);
    }
    const std::size_t a = chain.back(), b = chain[chain.size() - 2];
    chain.resize(chain.size() - 2);
    merges.push_back({int(a), int(b), std::sqrt(std::max(0.0, groups.squared(a, b)))});
    groups.join(a, b);
  }
  return merges;
}

/// The node at the top of the tree that a leaf is in.
int top_of(std::vector<int>& parent, int node) {
  while (parent[std::size_t(node)] != node) {
    parent[std::size_t(node)] = parent[std::size_t(parent[std::size_t(node)])];
    node = parent[std::size_t(node)];
  }
  return node;
}

int weight_of(const Dendrogram& tree, int node) {
  return node < tree.leaf_count() ? tree.weights[std::size_t(node)]
                                  : tree.merges[std::size_t(node - tree.leaf_count())].weight;
}

/// Visits the merges from the top, with the two halves: the heavier first, of equal ones the first.
template <class Visit>
void visit_from_top(const Dendrogram& tree, Visit&& visit) {
  for (int m = int(tree.merges.size()) - 1; m >= 0; --m) {
    const Dendrogram::Merge& merge = tree.merges[std::size_t(m)];
    int heavy = merge.first, light = merge.second;
    if (weight_of(tree, light) > weight_of(tree, heavy)) std::swap(heavy, light);
    visit(tree.leaf_count() + m, heavy, light);
  }
}

}  // namespace

Dendrogram ward_linkage(const Eigen::MatrixXf& points, const std::vector<int>& weights) {
  assert(points.cols() == Eigen::Index(weights.size()));
  const std::size_t count = weights.size();
  std::vector<ChainMerge> merges = chain_merges(Groups(points, weights), count);
  std::stable_sort(merges.begin(), merges.end(),
                   [](const ChainMerge& a, const ChainMerge& b) { return a.height < b.height; });
  Dendrogram tree;
  tree.weights = weights;
  std::vector<int> parent(2 * count);
  std::iota(parent.begin(), parent.end(), 0);
  for (const ChainMerge& merge : merges) {
    const int a = top_of(parent, merge.a), b = top_of(parent, merge.b);
    const int node = int(count + tree.merges.size());
    tree.merges.push_back(
        {std::min(a, b), std::max(a, b), merge.height, weight_of(tree, a) + weight_of(tree, b)});
    parent[std::size_t(a)] = parent[std::size_t(b)] = node;
  }
  return tree;
}

std::vector<int> cut(const Dendrogram& tree, int count) {
  assert(count >= 1 && count <= tree.leaf_count());
  std::vector<int> group(std::size_t(tree.leaf_count()) + tree.merges.size(), 0);
  int named = 1;
  visit_from_top(tree, [&](int node, int heavy, int light) {
    group[std::size_t(heavy)] = group[std::size_t(node)];
    group[std::size_t(light)] = named < count ? named++ : group[std::size_t(node)];
  });
  group.resize(std::size_t(tree.leaf_count()));
  return group;
}

std::vector<int> split_from(const Dendrogram& tree) {
  std::vector<int> name(std::size_t(tree.leaf_count()) + tree.merges.size(), 0), from = {-1};
  visit_from_top(tree, [&](int node, int heavy, int light) {
    name[std::size_t(heavy)] = name[std::size_t(node)];
    name[std::size_t(light)] = int(from.size());
    from.push_back(name[std::size_t(node)]);
  });
  return from;
}

std::vector<bool> merged_with(const Dendrogram& tree, int count, int group, int merges) {
  const int top = tree.leaf_count() + int(tree.merges.size()) - 1;
  std::vector<int> parent(std::size_t(top) + 1, top), node_of = {top};
  visit_from_top(tree, [&](int node, int heavy, int light) {
    parent[std::size_t(heavy)] = parent[std::size_t(light)] = node;
    if (int(node_of.size()) == count) return;
    *std::find(node_of.begin(), node_of.end(), node) = heavy;
    node_of.push_back(light);
  });
  int kept = node_of[std::size_t(group)];
  for (; merges > 0; --merges) kept = parent[std::size_t(kept)];
  std::vector<bool> is_kept;
  for (int node : node_of) {
    while (node != kept && node != top) node = parent[std::size_t(node)];
    is_kept.push_back(node == kept);
  }
  return is_kept;
}

std::vector<int> leaves_in_order(const Dendrogram& tree) {
  std::vector<int> order, open = {tree.leaf_count() + int(tree.merges.size()) - 1};
  while (!open.empty()) {
    const int node = open.back();
    open.pop_back();
    if (node < tree.leaf_count()) {
      order.push_back(node);
      continue;
    }
    const Dendrogram::Merge& merge = tree.merges[std::size_t(node - tree.leaf_count())];
    open.push_back(merge.second);
    open.push_back(merge.first);
  }
  return order;
}

}  // namespace cortiscope
