#include "core/backbone/weight_order.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace cortiscope {
namespace {

TEST(ShuffledOrder, IsAPermutationByNameAndSeed) {
  const std::vector<int> order = shuffled_order(1000, 5, "stem.weight");
  std::vector<int> sorted = order;
  std::sort(sorted.begin(), sorted.end());
  for (int i = 0; i < 1000; ++i) ASSERT_EQ(sorted[std::size_t(i)], i);
  EXPECT_EQ(order, shuffled_order(1000, 5, "stem.weight"));
  EXPECT_NE(order, shuffled_order(1000, 6, "stem.weight"));
  EXPECT_NE(order, shuffled_order(1000, 5, "stem.bias"));
}

TEST(ShuffledOrder, IsTheSameOnEveryMachine) {
  EXPECT_EQ(shuffled_order(6, 1, "weight"), (std::vector<int>{1, 0, 4, 2, 5, 3}));
}

TEST(UntrainedName, SaysTheSeed) {
  EXPECT_EQ(untrained_name("clip", 12), "clip, untrained (seed 12)");
}

}  // namespace
}  // namespace cortiscope
