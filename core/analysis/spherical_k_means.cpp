#include "core/analysis/spherical_k_means.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <utility>

#include "core/base/random.h"
#include "core/base/thread_team.h"

namespace cortiscope {
namespace {

using Eigen::Index;
using Eigen::MatrixXf;

// Rows are multiplied in blocks of one size: a product's rounding, and so the result, then does not
// depend on how threads share the rows.
constexpr Index kBlock = 256;
constexpr float kSameRow = 1e-6F;  // 1 - cosine of rows that are equal but for rounding

/// Calls work(from, count) for blocks of [0, size), shared by the threads.
template <class Work>
void share_blocks(ThreadTeam& team, Index size, const Work& work) {
  team.share((size + kBlock - 1) / kBlock, [&](std::int64_t from, std::int64_t to, int) {
    for (Index block = from; block < to; ++block) {
      work(block * kBlock, std::min(kBlock, size - block * kBlock));
    }
  });
}

/// Rows of an index list, in its order. @param rows (D, N)
MatrixXf gathered(const MatrixXf& rows, const int* indices, Index count) {
  MatrixXf some(rows.rows(), count);
  for (Index i = 0; i < count; ++i) some.col(i) = rows.col(indices[i]);
  return some;
}

/// k-means++: each centroid is a row drawn with a chance proportional to its distance from the
/// nearest one so far. Fewer than `count` where the other rows equal one of them.
std::optional<MatrixXf> drawn_centroids(const MatrixXf& rows, int count, std::uint64_t seed,
                                        ThreadTeam& team, const StopToken& stop) {
  Random random(seed);
  const Index n = rows.cols();
  MatrixXf centroids(rows.rows(), count);
  std::vector<float> distance(std::size_t(n), std::numeric_limits<float>::infinity());
  Index next = random.below(int(n));
  int drawn = 0;
  while (true) {
    if (stop.stop_requested()) return std::nullopt;
    centroids.col(drawn++) = rows.col(next);
    if (drawn == count) break;
    const Eigen::VectorXf centroid = rows.col(next);
    share_blocks(team, n, [&](Index from, Index size) {
      const Eigen::VectorXf cosine = rows.middleCols(from, size).transpose() * centroid;
      for (Index i = 0; i < size; ++i) {
        const float here = 1 - cosine[i];
        float& nearest = distance[std::size_t(from + i)];
        nearest = std::min(nearest, here < kSameRow ? 0.0F : here);
      }
    });
    const double total = std::accumulate(distance.begin(), distance.end(), 0.0);
    if (total <= 0) break;
    double left = random.uniform() * total;
    next = -1;
    for (Index i = 0; i < n; ++i) {
      if (distance[std::size_t(i)] <= 0) continue;
      next = i;  // the last one, should rounding leave something
      left -= distance[std::size_t(i)];
      if (left < 0) break;
    }
  }
  centroids.conservativeResize(Eigen::NoChange, drawn);
  return centroids;
}

/// The nearest centroid of every row, brought up to date as centroids move.
class Nearest {
 public:
  Nearest(const MatrixXf& rows, ThreadTeam& team)
      : rows_(rows),
        team_(team),
        cluster_(std::size_t(rows.cols()), -1),
        cosine_(std::size_t(rows.cols()), -2) {}

  const std::vector<int>& cluster() const { return cluster_; }
  float cosine(int row) const { return cosine_[std::size_t(row)]; }

  /// @param moved  which centroids are not where they were at the last call; of the first one, all
  /// @return  whether a row has changed its centroid
  bool update(const MatrixXf& centroids, const std::vector<int>& moved) {
    const std::vector<int> before = cluster_;
    std::vector<bool> has_moved(std::size_t(centroids.cols()), false);
    for (const int c : moved) has_moved[std::size_t(c)] = true;
    // A row whose centroid stays can only be won by one that moved.
    std::vector<int> against_all, against_moved;
    for (int i = 0; i < int(cluster_.size()); ++i) {
      const int own = cluster_[std::size_t(i)];
      (own < 0 || has_moved[std::size_t(own)] ? against_all : against_moved).push_back(i);
    }
    std::vector<int> all(std::size_t(centroids.cols()));
    std::iota(all.begin(), all.end(), 0);
    for (const int i : against_all) cosine_[std::size_t(i)] = -2;
    compare(against_all, centroids, all);
    compare(against_moved, gathered(centroids, moved.data(), Index(moved.size())), moved);
    return cluster_ != before;
  }

  /// Gives a row to a centroid that will move onto it.
  void take(int row, int centroid) {
    cluster_[std::size_t(row)] = centroid;
    cosine_[std::size_t(row)] = 1;
  }

 private:
  /// @param centroids  (D, M) of these names, ascending
  void compare(const std::vector<int>& indices, const MatrixXf& centroids,
               const std::vector<int>& names) {
    if (names.empty()) return;
    share_blocks(team_, Index(indices.size()), [&](Index from, Index size) {
      const int* some = indices.data() + from;
      const MatrixXf cosines = centroids.transpose() * gathered(rows_, some, size);
      for (Index i = 0; i < size; ++i) {
        Index best = 0;
        const float most = cosines.col(i).maxCoeff(&best);
        float& so_far = cosine_[std::size_t(some[i])];
        int& own = cluster_[std::size_t(some[i])];
        const int name = names[std::size_t(best)];
        if (most < so_far || (most == so_far && name >= own)) continue;
        so_far = most;
        own = name;
      }
    });
  }

  const MatrixXf& rows_;
  ThreadTeam& team_;
  std::vector<int> cluster_;   // (N); -1 before the first update
  std::vector<float> cosine_;  // (N) with its centroid
};

/// Gives each centroid without rows the row that is farthest from its own centroid, of those that
/// are not alone.
/// @return  whether there was one
bool restart_empty(Nearest& nearest, int centroids) {
  std::vector<int> size(std::size_t(centroids), 0);
  for (const int c : nearest.cluster()) ++size[std::size_t(c)];
  bool has_restarted = false;
  for (int c = 0; c < centroids; ++c) {
    if (size[std::size_t(c)] > 0) continue;
    int farthest = -1;
    for (int i = 0; i < int(nearest.cluster().size()); ++i) {
      if (size[std::size_t(nearest.cluster()[std::size_t(i)])] < 2) continue;
      if (farthest < 0 || nearest.cosine(i) < nearest.cosine(farthest)) farthest = i;
    }
    if (farthest < 0 || 1 - nearest.cosine(farthest) < kSameRow) continue;
    --size[std::size_t(nearest.cluster()[std::size_t(farthest)])];
    ++size[std::size_t(c)];
    nearest.take(farthest, c);
    has_restarted = true;
  }
  return has_restarted;
}

/// Moves each centroid to the normalised mean of its rows; one without rows, or whose rows cancel,
/// stays.
/// @return  those that moved
std::vector<int> move_centroids(const std::vector<int>& cluster_of, const MatrixXf& rows,
                                MatrixXf& centroids) {
  Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(centroids.rows(), centroids.cols());
  for (std::size_t i = 0; i < cluster_of.size(); ++i) {
    sums.col(cluster_of[i]) += rows.col(Index(i)).cast<double>();
  }
  std::vector<int> moved;
  for (Index c = 0; c < centroids.cols(); ++c) {
    const double length = sums.col(c).norm();
    if (length < 1e-12) continue;
    const Eigen::VectorXf mean = (sums.col(c) / length).cast<float>();
    if (mean == centroids.col(c)) continue;
    centroids.col(c) = mean;
    moved.push_back(int(c));
  }
  return moved;
}

/// Without the centroids that have no rows: there are not as many different ones.
void drop_empty(KMeans& found) {
  std::vector<int> name(std::size_t(found.centroids.cols()), -1), kept;
  for (const int c : found.cluster_of) name[std::size_t(c)] = 0;
  for (int c = 0; c < int(name.size()); ++c) {
    if (name[std::size_t(c)] < 0) continue;
    name[std::size_t(c)] = int(kept.size());
    kept.push_back(c);
  }
  found.centroids = gathered(found.centroids, kept.data(), Index(kept.size()));
  for (int& c : found.cluster_of) c = name[std::size_t(c)];
}

std::optional<KMeans> settled(const MatrixXf& rows, MatrixXf centroids, int most_rounds,
                              ThreadTeam& team, const StopToken& stop) {
  Nearest nearest(rows, team);
  std::vector<int> moved(std::size_t(centroids.cols()));
  std::iota(moved.begin(), moved.end(), 0);
  KMeans found;
  while (found.rounds < most_rounds && !found.is_settled) {
    if (stop.stop_requested()) return std::nullopt;
    ++found.rounds;
    const bool has_changed = nearest.update(centroids, moved);
    const bool has_restarted = restart_empty(nearest, int(centroids.cols()));
    moved = move_centroids(nearest.cluster(), rows, centroids);
    found.is_settled = !has_changed && !has_restarted;
  }
  found.cluster_of = nearest.cluster();
  found.centroids = std::move(centroids);
  drop_empty(found);
  return found;
}

}  // namespace

std::optional<KMeans> spherical_k_means(const MatrixXf& rows, const KMeansOptions& options,
                                        const StopToken& stop) {
  assert(rows.cols() > 0 && options.clusters > 0);
  ThreadTeam team(thread_count(options.threads));
  const int count = std::min(options.clusters, int(rows.cols()));
  std::optional<MatrixXf> centroids = drawn_centroids(rows, count, options.seed, team, stop);
  if (!centroids) return std::nullopt;
  return settled(rows, std::move(*centroids), options.most_rounds, team, stop);
}

std::optional<KMeans> spherical_k_means_from(const MatrixXf& rows, MatrixXf centroids,
                                             const KMeansOptions& options, const StopToken& stop) {
  assert(rows.cols() > 0 && centroids.cols() > 0);
  ThreadTeam team(thread_count(options.threads));
  return settled(rows, std::move(centroids), options.most_rounds, team, stop);
}

}  // namespace cortiscope
