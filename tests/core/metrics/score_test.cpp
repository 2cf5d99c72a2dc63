#include "core/metrics/score.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cortiscope {
namespace {

TEST(ScoreSum, IsOneForPerfectZeroForTheMeanAndNaNWhereNothingVaries) {
  ScoreSum sum(3);
  sum.add(Array<float>(Shape{2, 3}, {1, 2, 0, 2, 2, 0}),
          Array<float>(Shape{2, 3}, {1, 1, 5, 2, 2, 5}));
  sum.add(Array<float>(Shape{1, 3}, {3, 2, 0}), Array<float>(Shape{1, 3}, {3, 3, 5}));
  const std::vector<float> r2 = sum.r2();
  EXPECT_FLOAT_EQ(r2[0], 1);
  EXPECT_FLOAT_EQ(r2[1], 0);
  EXPECT_TRUE(std::isnan(r2[2]));
}

TEST(ScoreSum, CorrelatesPredictionsWithResponses) {
  ScoreSum sum(4);  // as is, upside down, one that does not vary, and responses that do not
  sum.add(Array<float>(Shape{2, 4}, {1, 5, 3, 1, 2, 3, 3, 2}),
          Array<float>(Shape{2, 4}, {10, 1, 1, 7, 20, 2, 2, 7}));
  sum.add(Array<float>(Shape{1, 4}, {4, -1, 3, 3}), Array<float>(Shape{1, 4}, {40, 4, 4, 7}));
  const std::vector<float> r = sum.correlation();
  EXPECT_FLOAT_EQ(r[0], 1);
  EXPECT_FLOAT_EQ(r[1], -1);
  EXPECT_EQ(r[2], 0);
  EXPECT_TRUE(std::isnan(r[3]));
}

TEST(ScoreSum, CorrelatesTheMeansOfGroups) {
  const Array<float> predicted(Shape{6, 1}, {1, 1, 2, 2, 2, 4});
  const Array<float> measured(Shape{6, 1}, {0, 4, 9, 1, 2, 3});
  ScoreSum grouped(1), each(1), means(1);
  // A group may go on in the next batch.
  grouped.add(rows_of(predicted, {0, 1, 2}), rows_of(measured, {0, 1, 2}), {7, 7, 3});
  grouped.add(rows_of(predicted, {3, 4, 5}), rows_of(measured, {3, 4, 5}), {3, 3, 5});
  each.add(predicted, measured);
  means.add(Array<float>(Shape{3, 1}, {1, 2, 4}), Array<float>(Shape{3, 1}, {2, 4, 3}));
  EXPECT_EQ(grouped.independent_count(), 3);
  EXPECT_FLOAT_EQ(grouped.correlation()[0], means.correlation()[0]);
  EXPECT_EQ(each.independent_count(), 6);
  EXPECT_EQ(grouped.image_count(), 6);
  EXPECT_EQ(grouped.r2(), each.r2());
  EXPECT_EQ(grouped.null_r2(), each.null_r2());
}

TEST(ScoreSum, SaysWhatChanceGives) {
  ScoreSum sum(1);
  sum.add(Array<float>(Shape{4, 1}, {1, 3, 1, 3}), Array<float>(Shape{4, 1}, {0, 0, 2, 2}));
  // var yhat 1, mean yhat - mean y 1, var y 1
  EXPECT_FLOAT_EQ(sum.null_r2()[0], -2);
}

TEST(MeanOfKnown, LeavesOutNaN) {
  EXPECT_EQ(mean_of_known({1, NAN, 3}), 2);
  EXPECT_TRUE(std::isnan(mean_of_known({NAN})));
}

TEST(ScoreOverCeiling, LeavesOutVerticesThatCannotBeJudged) {
  EXPECT_DOUBLE_EQ(score_over_ceiling({0.25F, 0.5F, NAN, 9}, {0.5F, 0.5F, 0.5F, 0.05F}), 0.75);
}

}  // namespace
}  // namespace cortiscope
