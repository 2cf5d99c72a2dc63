#include "core/analysis/clusters.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/analysis/kernel_rows.h"
#include "core/base/error.h"
#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

const Array<float>& readout_of(const FitResult& fit, const std::string& name) {
  const auto found = fit.parameters.find("readout_weight");
  if (found == fit.parameters.end()) {
    throw Error(ErrorKind::kNotFound, name,
                "is for viewing only: it holds no parameters to cluster channels with",
                "cortiscope fit makes one that can be clustered");
  }
  const Array<float>& weight = found->second;
  if (weight.shape.size() == 2 && weight.rows() == fit.subject.vertex_count()) return weight;
  throw Error(ErrorKind::kBadShape, name,
              "expected read-out weights of " + std::to_string(fit.subject.vertex_count()) +
                  " vertices, found " + to_string(weight.shape),
              "the file is damaged; copy it again");
}

std::vector<bool> with_evidence(const FitResult& fit, std::int64_t vertices) {
  std::vector<bool> is_used(std::size_t(vertices), true);
  for (std::size_t i = 0; i < fit.evidence.size(); ++i) {
    is_used[i] = has_evidence(fit.evidence[i], fit.r2[i]);
  }
  return is_used;
}

}  // namespace

std::optional<ChannelClusters> cluster_channels(const FitResult& fit, const std::string& name,
                                                const KMeansOptions& options,
                                                const StopToken& stop) {
  const Array<float>& weight = readout_of(fit, name);
  const KernelRows kernel = kernel_rows(weight, with_evidence(fit, weight.rows()));
  if (kernel.vertices.empty()) {
    throw Error(ErrorKind::kBadValue, name,
                "expected vertices with evidence and read-out weights to cluster, found none",
                "the fit predicts nothing better than chance");
  }
  const std::optional<KMeans> found = spherical_k_means(kernel.rows, options, stop);
  if (!found) return std::nullopt;
  ChannelClusters clusters;
  clusters.leaf_of.assign(std::size_t(weight.rows()), -1);
  std::vector<int> sizes(std::size_t(found->centroids.cols()), 0);
  for (std::size_t i = 0; i < kernel.vertices.size(); ++i) {
    clusters.leaf_of[std::size_t(kernel.vertices[i])] = found->cluster_of[i];
    ++sizes[std::size_t(found->cluster_of[i])];
  }
  clusters.tree = ward_linkage(found->centroids, sizes);
  return clusters;
}

std::vector<int> cluster_of_vertices(const ChannelClusters& clusters, int count) {
  const std::vector<int> group = cut(clusters.tree, std::min(count, clusters.most()));
  std::vector<int> cluster_of(clusters.leaf_of.size(), -1);
  for (std::size_t i = 0; i < cluster_of.size(); ++i) {
    if (clusters.leaf_of[i] >= 0) cluster_of[i] = group[std::size_t(clusters.leaf_of[i])];
  }
  return cluster_of;
}

std::vector<ClusterFacts> describe_clusters(const Subject& subject,
                                            const std::vector<int>& cluster_of, int count) {
  std::vector<ClusterFacts> all(static_cast<std::size_t>(count));
  for (const int cluster : cluster_of) {
    if (cluster >= 0) ++all[std::size_t(cluster)].vertices;
  }
  for (const RegionRows& region : region_rows(subject)) {
    Eigen::VectorXi inside = Eigen::VectorXi::Zero(count);
    for (const int row : region.rows) {
      const int cluster = cluster_of[std::size_t(row)];
      if (cluster >= 0) ++inside[cluster];
    }
    const int total = inside.sum();
    for (int c = 0; c < count; ++c) {
      if (inside[c] == 0) continue;
      all[std::size_t(c)].regions.push_back({region.name, inside[c], double(inside[c]) / total});
    }
  }
  for (ClusterFacts& facts : all) {
    std::stable_sort(
        facts.regions.begin(), facts.regions.end(),
        [](const ClusterRegion& a, const ClusterRegion& b) { return a.share > b.share; });
  }
  return all;
}

std::vector<std::vector<ClusterChannel>> top_channels(const FitResult& fit,
                                                      const std::vector<int>& cluster_of, int count,
                                                      int most) {
  const Array<float>& weight = fit.parameters.at("readout_weight");
  const int width = int(weight.row_size());
  Eigen::MatrixXd sums = Eigen::MatrixXd::Zero(width, count);
  std::vector<int> sizes(std::size_t(count), 0);
  for (std::size_t i = 0; i < cluster_of.size(); ++i) {
    const int cluster = cluster_of[i];
    if (cluster < 0) continue;
    sums.col(cluster) +=
        Eigen::Map<const Eigen::VectorXf>(weight.row(std::int64_t(i)), width).cast<double>();
    ++sizes[std::size_t(cluster)];
  }
  std::vector<std::vector<ClusterChannel>> all(static_cast<std::size_t>(count));
  for (int c = 0; c < count; ++c) {
    if (sizes[std::size_t(c)] == 0) continue;
    const Eigen::VectorXd mean = sums.col(c) / sizes[std::size_t(c)];
    std::vector<int> order(static_cast<std::size_t>(width));
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(),
                     [&](int a, int b) { return std::abs(mean[a]) > std::abs(mean[b]); });
    for (int i = 0; i < std::min(most, width); ++i) {
      const int channel = order[std::size_t(i)];
      all[std::size_t(c)].push_back({channel + 1, float(mean[channel])});
    }
  }
  return all;
}

}  // namespace cortiscope
