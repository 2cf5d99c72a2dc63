#include "core/metrics/rank_correlation.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cortiscope {
namespace {

// By SciPy: tests/peers/variogram_numbers.py.
TEST(RankCorrelation, AgreesWithSciPyWhereValuesAreEqual) {
  EXPECT_NEAR(rank_correlation({1, 2, 2, 3, 5, 4, 4, 4}, {2, 1, 3, 3, 8, 7, 1, 9}),
              0.5715277997909903, 1e-7);
}

TEST(RankCorrelation, SeesOnlyTheOrder) {
  EXPECT_DOUBLE_EQ(rank_correlation({1, 2, 3}, {-1, 5, 1000}), 1);
  EXPECT_DOUBLE_EQ(rank_correlation({1, 2, 3}, {3, 2, -8}), -1);
  EXPECT_TRUE(std::isnan(rank_correlation({1, 2, 3}, {4, 4, 4})));
}

}  // namespace
}  // namespace cortiscope
