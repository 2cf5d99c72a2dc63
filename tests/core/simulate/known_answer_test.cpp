#include "core/simulate/known_answer.h"

#include <gtest/gtest.h>

#include "core/simulate/layer_bump.h"

namespace cortiscope {
namespace {

/// A vertex that reads layer 1, one that reads layer 2, ... up to layer 12.
Selectors one_of_each_layer() {
  Selectors selectors{Array<float>(Shape{12, 12}), Array<float>(Shape{12, 2}, 0.25F),
                      Array<float>(Shape{12}, 0.5F)};
  for (int v = 0; v < 12; ++v) fill_layer_bump(float(v + 1), 12, selectors.layer.row(v));
  return selectors;
}

/// By how many layers the chosen layer of each vertex has moved.
std::vector<int> moved(const std::string& network) {
  const Selectors before = one_of_each_layer();
  const std::optional<Selectors> after = known_answer(network, before);
  if (!after) return {};
  EXPECT_EQ(after->space.values, before.space.values);
  EXPECT_EQ(after->scale.values, before.scale.values);
  std::vector<int> layers = chosen_layers(*after);
  for (std::size_t v = 0; v < layers.size(); ++v) layers[v] -= int(v);
  return layers;
}

TEST(KnownAnswer, OfFineTuningIsThreeLayersForLateVerticesAndNothingForEarlyOnes) {
  const std::vector<int> expected = {0, 0, 0, 0, 0, 0, 3, 3, 3, -3, -3, -3};
  EXPECT_EQ(moved("aligned-finetuned"), expected);
  EXPECT_EQ(moved("aligned, fine-tuned"), expected) << "as its features call it";
}

TEST(KnownAnswer, OfForgettingIsSixLayersForEveryVertex) {
  EXPECT_EQ(moved("aligned-forgotten"),
            (std::vector<int>{6, 6, 6, 6, 6, 6, -6, -6, -6, -6, -6, -6}));
}

TEST(KnownAnswer, KeepsTheWeightsOfTheLayers) {
  const Selectors before = one_of_each_layer();
  EXPECT_EQ(known_answer("aligned", before)->layer.values, before.layer.values);
  const Selectors after = *known_answer("aligned-finetuned", before);
  EXPECT_EQ(after.layer.row(5)[9], before.layer.row(5)[6]) << "layer 7 is layer 10 now";
  EXPECT_NEAR(layer_confidence(after)[7], layer_confidence(before)[7], 1e-5);
}

TEST(KnownAnswer, IsNotOfNetworksThatLackLayers) {
  for (const char* network : {"truncated", "low-level", "untrained", "clip"}) {
    EXPECT_TRUE(moved(network).empty()) << network;
  }
}

}  // namespace
}  // namespace cortiscope
