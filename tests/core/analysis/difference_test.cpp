#include "core/analysis/difference.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/known_answer.h"
#include "core/simulate/planted_subject.h"
#include "core/simulate/synthetic_network.h"
#include "tests/core/analysis/made_fit.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

TEST(DifferencesBetween, AreTheSecondFitMinusTheFirst) {
  const MadeFit first;
  MadeFit second;
  second.selectors.layer.values = {0, 0, 1, 0.5F, 0.5F, 0, 0, 1, 0};
  second.selectors.space.values = {0.3F, -0.4F, 0, 0, 0.5F, 0};
  second.r2 = {0.25F, 0.4F, 0.5F};
  const VertexDifferences found = differences_between(first.maps(), second.maps());
  EXPECT_EQ(found.depth, (std::vector<float>{1, 0.25F, 0}));
  EXPECT_EQ(found.space.values, second.selectors.space.values);
  EXPECT_FLOAT_EQ(found.displacement[0], 0.5F);
  EXPECT_FLOAT_EQ(found.displacement[1], 0);
  EXPECT_FLOAT_EQ(found.displacement[2], 0.5F);
  EXPECT_FLOAT_EQ(found.confidence[0], 0);
  EXPECT_NEAR(found.confidence[1], -std::log(2.0) / std::log(3.0), 1e-6);
  EXPECT_FLOAT_EQ(found.score[0], -0.25F);
  EXPECT_FLOAT_EQ(found.score[2], 0.2F);
  const VertexDifferences back = differences_between(second.maps(), first.maps());
  for (std::size_t i = 0; i < 3; ++i) EXPECT_FLOAT_EQ(back.depth[i], -found.depth[i]);
}

TEST(DifferencesBetween, ComparesNetworksOfOtherNumbersOfLayersByDepth) {
  const MadeFit first;
  MadeFit second;
  second.selectors.layer = Array<float>(Shape{3, 2}, {0, 1, 1, 0, 0.5F, 0.5F});
  EXPECT_EQ(differences_between(first.maps(), second.maps()).depth, (std::vector<float>{1, 0, 0}));
}

TEST(DifferencesBetween, KnowWhichVerticesHaveEvidenceInBoth) {
  MadeFit first, second;
  first.evidence[1] = 0.3F;
  second.evidence[2] = 0.3F;
  const VertexDifferences found = differences_between(first.maps(), second.maps());
  EXPECT_TRUE(found.evidence.counts(0));
  EXPECT_FALSE(found.evidence.counts(1) || found.evidence.counts(2));
  second.selectors.layer.values[0] = second.r2[1] = NAN;
  const VertexDifferences unknown = differences_between(first.maps(), second.maps());
  EXPECT_TRUE(std::isnan(unknown.depth[0]) && std::isnan(unknown.score[1]));
}

TEST(DifferencesBetween, RefusesFitsOfOtherVertices) {
  const MadeFit first;
  MadeFit second;
  second.subject.vertices[kLh] = {0, 1};
  EXPECT_EQ(error_of([&] { differences_between(first.maps(), second.maps()); }),
            "one: expected the 3 vertices of \"one\", found as many other ones (compare fits of "
            "one subject, or of the same vertices of one template)");
}

/// A planted subject, as if its truth had been found in `aligned` and in another network.
struct PlantedPair {
  explicit PlantedPair(const std::string& network)
      : subject(plant_subject(builtin_cortex(3), {}).subject),
        of_aligned(subject.truth->selectors),
        after(*known_answer(network, of_aligned)),
        r2(std::size_t(subject.vertex_count()), 0.3F),
        evidence(r2.size(), 0.001F) {
    differences = differences_between({subject, name, 1, of_aligned, r2, evidence},
                                      {subject, name, 1, after, r2, evidence});
  }

  const std::string name = "planted";
  Subject subject;
  Selectors of_aligned, after;
  std::vector<float> r2, evidence;
  VertexDifferences differences;
};

TEST(DifferencesBetween, FindFineTuningWhereItWasPlantedAndNowhereElse) {
  const PlantedPair pair(kFinetunedNetwork);
  const std::vector<int> layer = chosen_layers(pair.of_aligned);
  int early = 0, late = 0;
  for (std::size_t i = 0; i < layer.size(); ++i) {
    const float* weights = pair.of_aligned.layer.row(std::int64_t(i));
    const float of_its_layer = weights[layer[i]];
    if (of_its_layer < 0.9F) continue;  // between two layers
    const float expected = layer[i] < kKeptLayers ? 0.0F : layer[i] < 9 ? 3 / 11.0F : -3 / 11.0F;
    EXPECT_NEAR(pair.differences.depth[i], expected, 0.08) << "layer " << layer[i] + 1;
    (layer[i] < kKeptLayers ? early : late) += 1;
  }
  EXPECT_GT(early, 10);
  EXPECT_GT(late, 5);
  for (std::size_t i = 0; i < layer.size(); ++i) {
    EXPECT_EQ(pair.differences.displacement[i], 0);
    EXPECT_NEAR(pair.differences.confidence[i], 0, 1e-5);
    EXPECT_EQ(pair.differences.score[i], 0);
  }
}

TEST(DifferencesBetween, FindForgettingInEveryVertex) {
  const PlantedPair pair(kForgottenNetwork);
  const std::vector<int> layer = chosen_layers(pair.of_aligned);
  for (std::size_t i = 0; i < layer.size(); ++i) {
    const float of_its_layer = pair.of_aligned.layer.row(std::int64_t(i))[layer[i]];
    if (of_its_layer < 0.9F) continue;
    EXPECT_NEAR(pair.differences.depth[i], layer[i] < 6 ? 6 / 11.0F : -6 / 11.0F, 0.12)
        << "layer " << layer[i] + 1;
  }
}

}  // namespace
}  // namespace cortiscope
