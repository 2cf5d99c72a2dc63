#include "core/analysis/clusters.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>

#include "core/analysis/kernel_rows.h"
#include "core/base/random.h"
#include "core/metrics/adjusted_rand.h"
#include "core/simulate/planted_readout.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

/// A fit of a subject without regions, all of the left hemisphere.
FitResult fit_of(const Array<float>& weight) {
  FitResult fit;
  for (int i = 0; i < int(weight.rows()); ++i) fit.subject.vertices[kLh].push_back(i);
  fit.r2.assign(std::size_t(weight.rows()), 0.2F);
  fit.parameters["readout_weight"] = weight;
  return fit;
}

ChannelClusters clusters_of(const FitResult& fit, const KMeansOptions& options = {}) {
  return *cluster_channels(fit, "a.fit.h5", options);
}

TEST(KernelRows, HaveTheCosinesOfTheRowsOfK) {
  const PlantedReadout planted = plant_readout({40, 6, 4, 0.7}, 3);
  const KernelRows kernel = kernel_rows(planted.weight, std::vector<bool>(40, true));
  const Eigen::MatrixXd w = Eigen::Map<const Eigen::Matrix<float, -1, -1, Eigen::RowMajor>>(
                                planted.weight.values.data(), 40, 6)
                                .cast<double>();
  Eigen::MatrixXd k = w * w.transpose();
  k.rowwise().normalize();
  const Eigen::MatrixXd by_definition = k * k.transpose();
  const Eigen::MatrixXd ours = (kernel.rows.transpose() * kernel.rows).cast<double>();
  ASSERT_EQ(ours.rows(), 40);
  EXPECT_LT((ours - by_definition).cwiseAbs().maxCoeff(), 2e-6);
}

TEST(KernelRows, LeaveOutUnusedZeroAndUnknownRows) {
  Array<float> weight(Shape{5, 2}, {1, 0, 0, 0, 1, 2, std::nanf(""), 1, 3, 1});
  EXPECT_EQ(kernel_rows(weight, {true, true, true, true, false}).vertices,
            (std::vector<int>{0, 2}));
}

TEST(ChannelClusters, FindPlantedClusters) {
  for (const std::uint64_t seed : {1, 2, 3}) {
    const PlantedReadout planted = plant_readout({}, seed);
    KMeansOptions options;
    options.seed = seed;
    const ChannelClusters found = clusters_of(fit_of(planted.weight), options);
    const double index = adjusted_rand(cluster_of_vertices(found, 12), planted.cluster_of);
    RecordProperty("adjusted_rand", std::to_string(index));
    EXPECT_GE(index, 0.98) << seed;
  }
}

TEST(ChannelClusters, FindNothingInWeightsThatWereShuffled) {
  PlantedReadout planted = plant_readout({}, 1);
  Random(1).shuffle(planted.weight.values);
  const ChannelClusters found = clusters_of(fit_of(planted.weight));
  EXPECT_LT(std::abs(adjusted_rand(cluster_of_vertices(found, 12), planted.cluster_of)), 0.02);
}

TEST(ChannelClusters, AreTheSameForASeedWhateverTheThreads) {
  const FitResult fit = fit_of(plant_readout({2500, 24, 9, 1.5}, 4).weight);
  KMeansOptions options;
  options.clusters = 200;
  options.threads = 1;
  const ChannelClusters one = clusters_of(fit, options);
  for (const int threads : {1, 2, 3, 7}) {
    options.threads = threads;
    const ChannelClusters again = clusters_of(fit, options);
    EXPECT_EQ(again.leaf_of, one.leaf_of) << threads;
    ASSERT_EQ(again.tree.merges.size(), one.tree.merges.size());
    for (std::size_t m = 0; m < one.tree.merges.size(); ++m) {
      EXPECT_EQ(again.tree.merges[m].height, one.tree.merges[m].height);
    }
  }
  options.seed = 5;
  EXPECT_NE(clusters_of(fit, options).leaf_of, one.leaf_of);
}

TEST(ChannelClusters, AreOfVerticesWithEvidence) {
  FitResult fit = fit_of(plant_readout({300, 8, 3, 0.3}, 1).weight);
  fit.evidence.assign(300, 0.01F);
  fit.evidence[7] = 0.5F;
  fit.r2[8] = -0.1F;
  fit.evidence[9] = std::numeric_limits<float>::quiet_NaN();
  const std::vector<int> cluster_of = cluster_of_vertices(clusters_of(fit), 3);
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(cluster_of[std::size_t(i)] < 0, i >= 7 && i <= 9) << i;
  }
}

TEST(ChannelClusters, HaveOneCentroidForEqualRows) {
  Array<float> weight(Shape{90, 2});
  for (int i = 0; i < 90; ++i) {
    weight.row(i)[0] = float(1 + i);  // three directions, in 30 lengths each
    weight.row(i)[1] = float(1 + i) * float(i % 3);
  }
  const ChannelClusters found = clusters_of(fit_of(weight));
  EXPECT_EQ(found.most(), 3);
  for (int i = 0; i < 90; ++i) {
    EXPECT_EQ(found.leaf_of[std::size_t(i)], found.leaf_of[std::size_t(i % 3)]);
  }
  EXPECT_EQ(cluster_of_vertices(found, 20), cluster_of_vertices(found, 3));
}

TEST(ChannelClusters, SayWhatAFitLacks) {
  FitResult fit = fit_of(Array<float>(Shape{4, 2}, 1.0F));
  fit.evidence.assign(4, 1.0F);
  EXPECT_EQ(error_of([&] { clusters_of(fit); }),
            "a.fit.h5: expected vertices with evidence and read-out weights to cluster, found none "
            "(the fit predicts nothing better than chance)");
  fit.parameters["readout_weight"] = Array<float>(Shape{3, 2}, 1.0F);
  EXPECT_EQ(error_of([&] { clusters_of(fit); }),
            "a.fit.h5: expected read-out weights of 4 vertices, found (3, 2) (the file is damaged; "
            "copy it again)");
  fit.parameters.clear();
  EXPECT_EQ(error_of([&] { clusters_of(fit); }),
            "a.fit.h5: is for viewing only: it holds no parameters to cluster channels with "
            "(cortiscope fit makes one that can be clustered)");
}

TEST(ChannelClusters, StopWhenAsked) {
  StopSource stop;
  stop.request_stop();
  const FitResult fit = fit_of(plant_readout({}, 1).weight);
  EXPECT_FALSE(cluster_channels(fit, "a.fit.h5", {}, stop.token()));
}

TEST(Cut, SplitsOneClusterAtATimeAndKeepsTheNameOfTheHeavierHalf) {
  const ChannelClusters found = clusters_of(fit_of(plant_readout({}, 2).weight));
  const std::vector<int> from = split_from(found.tree);
  std::vector<int> before = cluster_of_vertices(found, 1);
  EXPECT_EQ(std::set<int>(before.begin(), before.end()), std::set<int>{0});
  for (int count = 2; count <= 60; ++count) {
    const std::vector<int> now = cluster_of_vertices(found, count);
    int moved = 0, stayed = 0;
    for (std::size_t i = 0; i < now.size(); ++i) {
      if (now[i] == count - 1) {
        ++moved;
        EXPECT_EQ(before[i], from[std::size_t(count - 1)]);
      } else {
        EXPECT_EQ(now[i], before[i]);
        stayed += now[i] == from[std::size_t(count - 1)];
      }
    }
    EXPECT_GT(moved, 0) << count;
    EXPECT_LE(moved, stayed) << count;
    before = now;
  }
}

TEST(MergedWith, IsAGroupAloneThenItsParentsThenAll) {
  // ((0 1) (2 3)), where 0 1 weigh more.
  Dendrogram tree;
  tree.weights = {4, 3, 2, 1};
  tree.merges = {{0, 1, 1, 7}, {2, 3, 2, 3}, {4, 5, 3, 10}};
  using Groups = std::vector<bool>;
  EXPECT_EQ(cut(tree, 3), (std::vector<int>{0, 0, 1, 2}));
  EXPECT_EQ(merged_with(tree, 3, 2, 0), (Groups{false, false, true}));
  EXPECT_EQ(merged_with(tree, 3, 2, 1), (Groups{false, true, true}));
  EXPECT_EQ(merged_with(tree, 3, 2, 2), (Groups{true, true, true}));
  EXPECT_EQ(merged_with(tree, 3, 0, 9), (Groups{true, true, true}));
  EXPECT_EQ(merged_with(tree, 4, 3, 1), (Groups{true, false, false, true}));
}

TEST(Cut, NeedsNoMoreThanALeaf) {
  const Dendrogram tree = ward_linkage(Eigen::MatrixXf::Ones(2, 1), {5});
  EXPECT_EQ(cut(tree, 1), std::vector<int>{0});
  EXPECT_EQ(leaves_in_order(tree), std::vector<int>{0});
  EXPECT_EQ(split_from(tree), std::vector<int>{-1});
  EXPECT_EQ(merged_with(tree, 1, 0, 3), std::vector<bool>{true});
}

TEST(DescribeClusters, GivesTheSharesOfRegionsAndTheChannelsRead) {
  FitResult fit = fit_of(
      Array<float>(Shape{5, 4}, {0, 1, 0, 0, 0, 3, 0, 0, 9, 0, 0, -2, 9, 0, 0, -4, 5, 5, 5, 5}));
  fit.subject.cortex[kLh].regions = {{"V1", {0, 1, 2}, {}}, {"V2", {3}, {}}, {"gone", {4}, {}}};
  const std::vector<int> cluster_of = {0, 0, 1, 1, -1};
  const auto facts = describe_clusters(fit.subject, cluster_of, 2);
  ASSERT_EQ(facts.size(), std::size_t(2));
  EXPECT_EQ(facts[0].vertices, 2);
  ASSERT_EQ(facts[0].regions.size(), std::size_t(1));
  EXPECT_EQ(facts[0].regions[0].name, "V1");
  EXPECT_DOUBLE_EQ(facts[0].regions[0].share, 2.0 / 3);
  ASSERT_EQ(facts[1].regions.size(), std::size_t(2));
  EXPECT_EQ(facts[1].regions[0].name, "V2");  // the larger share of its region
  EXPECT_EQ(facts[1].regions[1].vertices, 1);

  const auto channels = top_channels(fit, cluster_of, 2, 2);
  EXPECT_EQ(channels[0][0].channel, 2);
  EXPECT_FLOAT_EQ(channels[0][0].weight, 2);
  EXPECT_EQ(channels[1][0].channel, 1);
  EXPECT_EQ(channels[1][1].channel, 4);
  EXPECT_FLOAT_EQ(channels[1][1].weight, -3);
}

}  // namespace
}  // namespace cortiscope
