#include "core/data/selectors.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

Selectors two_vertices() {
  Selectors selectors;
  selectors.layer = Array<float>(Shape{2, 4}, {0.25F, 0.25F, 0.25F, 0.25F, 0, 0, 1, 0});
  return selectors;
}

TEST(ChosenLayers, AreTheArgmaxAndTiesGoToTheLowerLayer) {
  EXPECT_EQ(chosen_layers(two_vertices()), (std::vector<int>{0, 2}));
}

TEST(ExpectedLayers, CountFromOne) {
  EXPECT_EQ(expected_layers(two_vertices()), (std::vector<float>{2.5F, 3.0F}));
}

TEST(NormalisedDepths, RunFromTheFirstLayerToTheLast) {
  EXPECT_EQ(normalised_depths(two_vertices()), (std::vector<float>{0.5F, 2 / 3.0F}));
  Selectors selectors;
  selectors.layer = Array<float>(Shape{1, 1}, 1.0F);
  EXPECT_EQ(normalised_depths(selectors), std::vector<float>{0}) << "one layer only";
}

TEST(LayerConfidence, IsZeroForUniformAndOneForASingleLayer) {
  const std::vector<float> confidence = layer_confidence(two_vertices());
  EXPECT_NEAR(confidence[0], 0, 1e-6);
  EXPECT_NEAR(confidence[1], 1, 1e-6);
}

TEST(LayerConfidence, IsOneWhereTheNetworkHasOneLayer) {
  Selectors selectors;
  selectors.layer = Array<float>(Shape{1, 1}, 1.0F);
  EXPECT_EQ(layer_confidence(selectors), std::vector<float>{1.0F});
}

}  // namespace
}  // namespace cortiscope
