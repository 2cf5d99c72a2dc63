#include "core/analysis/shown_clusters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/analysis/cluster_match.h"
#include "core/color/palette.h"
#include "core/simulate/planted_readout.h"

namespace cortiscope {
namespace {

unsigned hex_of(Rgb8 color) { return unsigned(color.r) << 16 | unsigned(color.g) << 8 | color.b; }

std::set<unsigned> different(const std::vector<Rgb8>& colors) {
  std::set<unsigned> all;
  for (const Rgb8& color : colors) all.insert(hex_of(color));
  return all;
}

/// The clusters of planted weights on a subject with all vertices in the left hemisphere.
ClusteredSubject clustered(const Array<float>& weight, std::uint64_t seed,
                           const std::string& mesh = "mesh") {
  FitResult fit;
  fit.subject.cortex.name = mesh;
  for (int i = 0; i < int(weight.rows()); ++i) fit.subject.vertices[kLh].push_back(i);
  fit.subject.cortex[kLh].regions = {{"V1", {0, 1, 2, 3}, {}}};
  fit.parameters["readout_weight"] = weight;
  KMeansOptions options;
  options.seed = seed;
  options.clusters = 300;
  return {std::make_shared<const Subject>(fit.subject), *cluster_channels(fit, "a", options)};
}

/// The same clusters read in other channels: no weight is left where it was.
Array<float> in_other_channels(Array<float> weight) {
  for (std::int64_t i = 0; i < weight.rows(); ++i) {
    std::reverse(weight.row(i), weight.row(i) + weight.row_size());
  }
  return weight;
}

TEST(ShownClusters, HaveDifferentColorsThatStayWhileTheNumberGrows) {
  const ClusteredSubject fit = clustered(plant_readout({}, 1).weight, 1);
  std::vector<Rgb8> before;
  for (const bool is_safe : {false, true}) {
    for (int count = 1; count <= 20; ++count) {
      const ShownClusters shown = shown_clusters(fit, nullptr, count, is_safe);
      EXPECT_EQ(int(different(shown.colors).size()), count);
      for (std::size_t c = 0; c < std::size_t(count - 1); ++c) {
        EXPECT_EQ(hex_of(shown.colors[c]), hex_of(before[c])) << count;
      }
      before = shown.colors;
    }
  }
  EXPECT_EQ(hex_of(shown_clusters(fit, nullptr, 3).colors[2]), hex_of(tab20(4)));
  EXPECT_EQ(hex_of(shown_clusters(fit, nullptr, 3, true).colors[2]), hex_of(safe20(2)));
}

TEST(ShownClusters, AreAllOfTab20AtTwenty) {
  const ClusteredSubject fit = clustered(plant_readout({}, 1).weight, 1);
  std::set<unsigned> all;
  for (int place = 0; place < 20; ++place) all.insert(hex_of(tab20(place)));
  EXPECT_EQ(different(shown_clusters(fit, nullptr, 20).colors), all);
}

TEST(ShownClusters, BeyondTwentyFollowTheOrderOfTheTree) {
  const ClusteredSubject fit = clustered(plant_readout({}, 1).weight, 1);
  for (const int count : {21, 60, 200}) {
    const ShownClusters shown = shown_clusters(fit, nullptr, count, true);
    EXPECT_EQ(shown.count(), count);
    const std::vector<int> group = cut(fit.clusters.tree, count);
    const std::vector<int> leaves = leaves_in_order(fit.clusters.tree);
    EXPECT_EQ(hex_of(shown.colors[std::size_t(group[std::size_t(leaves.front())])]),
              hex_of(viridis(0)));
    EXPECT_EQ(hex_of(shown.colors[std::size_t(group[std::size_t(leaves.back())])]),
              hex_of(viridis(1)));
  }
  EXPECT_EQ(different(shown_clusters(fit, nullptr, 60).colors).size(), std::size_t(60));
}

TEST(ShownClusters, KeepTheirColorsFromFitToFit) {
  const PlantedReadout planted = plant_readout({}, 1);
  const ClusteredSubject first = clustered(planted.weight, 1);
  const ClusteredSubject second = clustered(in_other_channels(planted.weight), 8);
  const ShownClusters of_first = shown_clusters(first, nullptr, 12);
  const ShownClusters of_second = shown_clusters(second, &first, 12);
  int same = 0;
  for (std::size_t i = 0; i < of_first.cluster_of.size(); ++i) {
    same += of_first.cluster_of[i] == of_second.cluster_of[i];
  }
  EXPECT_GE(same, 2950);  // of 3,000
  for (std::size_t c = 0; c < 12; ++c) {
    EXPECT_EQ(hex_of(of_second.colors[c]), hex_of(of_first.colors[c]));
  }
  EXPECT_GE(
      agreement_of({*first.subject, of_first.cluster_of}, {*second.subject, of_second.cluster_of}),
      0.97);
}

TEST(IsolatedClusters, AreNamedAsTheyAreShown) {
  const PlantedReadout planted = plant_readout({}, 1);
  const ClusteredSubject first = clustered(planted.weight, 1);
  const ClusteredSubject second = clustered(in_other_channels(planted.weight), 8);
  const ShownClusters shown = shown_clusters(second, &first, 12);
  for (int cluster = 0; cluster < 12; ++cluster) {
    const std::vector<bool> alone = isolated_clusters(second, shown, IsolatedCluster{cluster, 0});
    EXPECT_EQ(std::count(alone.begin(), alone.end(), true), 1);
    EXPECT_TRUE(alone[std::size_t(cluster)]);
    const std::vector<bool> more = isolated_clusters(second, shown, IsolatedCluster{cluster, 1});
    EXPECT_GT(std::count(more.begin(), more.end(), true), 1);
    EXPECT_TRUE(more[std::size_t(cluster)]);
  }
  EXPECT_EQ(isolated_clusters(second, shown, {}), std::vector<bool>(12, true));
  EXPECT_EQ(isolated_clusters(second, shown, IsolatedCluster{12, 0}), std::vector<bool>(12, true));
}

TEST(MatchedClusters, AreThoseWithTheSameVertices) {
  Subject a, b;
  a.vertices[kLh] = {2, 4, 6};
  a.vertices[kRh] = {1};
  b.vertices[kLh] = {4, 5, 6};
  b.vertices[kRh] = {0, 1};
  EXPECT_EQ(shared_rows(a, b), (std::vector<std::array<int, 2>>{{1, 0}, {2, 2}, {3, 4}}));
  const std::vector<int> of_a = {2, 0, 1, 0}, of_b = {1, 0, 2, 1, 1};
  EXPECT_EQ(matched_clusters({a, of_a}, {b, of_b}, 3), (std::vector<int>{2, 0, 1}));
}

TEST(MatchedClusters, OfOtherMeshesAreThoseOfTheSameRegions) {
  Subject a, b;
  a.cortex.name = "one";
  b.cortex.name = "another";
  a.vertices[kLh] = {0, 1, 2, 3};
  b.vertices[kLh] = {5, 6, 7, 8};
  a.cortex[kLh].regions = {{"V1", {0, 1}, {}}, {"FFA", {2, 3}, {}}};
  b.cortex[kLh].regions = {{"FFA", {5, 6}, {}}, {"V1", {7, 8}, {}}};
  const std::vector<int> clusters = {0, 0, 1, 1};
  EXPECT_TRUE(shared_rows(a, b).empty());
  EXPECT_EQ(matched_clusters({a, clusters}, {b, clusters}, 2), (std::vector<int>{1, 0}));
  EXPECT_TRUE(std::isnan(agreement_of({a, clusters}, {b, clusters})));
}

}  // namespace
}  // namespace cortiscope
