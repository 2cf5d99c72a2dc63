#include "core/metrics/adjusted_rand.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cortiscope {
namespace {

// By scikit-learn: tests/peers/cluster_numbers.py.
TEST(AdjustedRand, AgreesWithScikitLearn) {
  EXPECT_NEAR(adjusted_rand({0, 0, 1, 1, 2, 2, 2, 0}, {1, 1, 0, 0, 2, 0, 2, 1}), 0.6190476190476191,
              1e-12);
  EXPECT_NEAR(adjusted_rand({0, 0, 1, 1}, {0, 1, 0, 1}), -0.5, 1e-12);
}

TEST(AdjustedRand, IsOneOfTheSameGroupsWhateverTheirNames) {
  EXPECT_EQ(adjusted_rand({0, 0, 1, 2}, {7, 7, 3, 5}), 1);
  EXPECT_EQ(adjusted_rand({4}, {2}), 1);
  EXPECT_EQ(adjusted_rand({0, 0, 0}, {1, 1, 1}), 1);
  EXPECT_TRUE(std::isnan(adjusted_rand({}, {})));
}

}  // namespace
}  // namespace cortiscope
