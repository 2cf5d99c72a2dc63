// The slopes of the demonstration's networks, against those that were planted. Without the
// fine-tuned one, whose late layers have changed places and whose slope says little.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/analysis/comparison.h"
#include "core/io/hdf5/fit_file.h"
#include "core/simulate/builtin_template.h"
#include "core/simulate/demo_fits.h"
#include "core/simulate/network_weights.h"
#include "core/simulate/synthetic_network.h"

namespace cortiscope {
namespace {

/// The depth at which a network has what the network `aligned` has at an expected layer: that of
/// its layer nearest in the trunk that they share.
float planted_depth(const std::string& network, float expected_layer_of_aligned) {
  const std::vector<float> places = trunk_places(network);
  const auto nearest = std::min_element(places.begin(), places.end(), [&](float a, float b) {
    const float place = expected_layer_of_aligned - 1;
    return std::abs(a - place) < std::abs(b - place);
  });
  return float(nearest - places.begin()) / float(places.size() - 1);
}

/// The demonstration's fits and, of the same vertices, their planted answers.
struct PlantedOrder : testing::Test {
  PlantedOrder() {
    ComparedSubjects subjects;
    for (const std::string& network : synthetic_network_names()) {
      const std::filesystem::path file = installed_demo_fit_file(network);
      const FitResult fit = read_fit(file, builtin_template);
      fits.push_back(compared_fit(fit, file.string(), subjects));
      index[network] = fits.size() - 1;
      planted.push_back(fits.back());
      const std::vector<float> expected = expected_layers(fit.subject.truth->selectors);
      for (std::size_t i = 0; i < expected.size(); ++i) {
        planted.back().depth[i] = planted_depth(network, expected[i]);
      }
    }
    found = compare(fits, {});
    truth = compare(planted, {});
  }

  double slope(const Comparison& comparison, const std::string& network) {
    return comparison.rows[index.at(network)].common[kBothSides].slope.value;
  }

  FitDifference difference(const std::string& first, const std::string& second) {
    for (const FitDifference& pair : found.differences) {
      if (pair.first == index.at(first) && pair.second == index.at(second)) return pair;
    }
    return {};
  }

  std::vector<ComparedFit> fits, planted;
  std::map<std::string, std::size_t> index;
  Comparison found, truth;
};

TEST_F(PlantedOrder, IsThatOfTheSlopesFound) {
  // Truncated networks reach their last layer early, so that they are the steepest of all.
  const std::vector<std::string> order = {"truncated", "aligned", "scrambled"};
  for (std::size_t i = 0; i < order.size(); ++i) {
    EXPECT_NEAR(slope(found, order[i]), slope(truth, order[i]), 0.08) << order[i];
    if (i == 0) continue;
    EXPECT_GT(slope(truth, order[i - 1]), slope(truth, order[i]) + 0.1);
    EXPECT_GT(slope(found, order[i - 1]), slope(found, order[i]) + 0.1);
  }
}

TEST_F(PlantedOrder, IsToldApartWhereItShouldBe) {
  EXPECT_LT(difference("aligned", "truncated").slope.high, 0);
  EXPECT_GT(difference("aligned", "low-level").slope.low, 0);
  EXPECT_GT(difference("aligned", "scrambled").slope.low, 0);
  EXPECT_GT(difference("truncated", "scrambled").slope.low, 0);
  for (const char* network : {"aligned", "truncated"}) {
    EXPECT_TRUE(found.rows[index.at(network)].alike.empty()) << network;
  }
}

TEST_F(PlantedOrder, HasNoLateStageWhereOneNetworkPredictsNothing) {
  for (const FitRow& row : found.rows) {
    EXPECT_EQ(row.common[kBothSides].stages.back().state, StageMean::State::kTooLittleEvidence);
    EXPECT_EQ(row.common[kBothSides].stages_used(), 5);
  }
  const Comparison alone = compare({fits[index.at("aligned")]}, {});
  EXPECT_EQ(alone.rows[0].common[kBothSides].stages_used(), 6);
  EXPECT_NEAR(alone.rows[0].common[kBothSides].slope.value, 0.72, 0.03);
}

TEST_F(PlantedOrder, FollowsTheDistanceFromV1) {
  EXPECT_GT(found.rows[index.at("aligned")].v1_distance_spearman[kBothSides], 0.8);
  EXPECT_LT(std::abs(found.rows[index.at("scrambled")].v1_distance_spearman[kBothSides]), 0.5);
}

}  // namespace
}  // namespace cortiscope
