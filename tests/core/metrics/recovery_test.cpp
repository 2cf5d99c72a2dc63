#include "core/metrics/recovery.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cortiscope {
namespace {

Selectors planted() {
  return {Array<float>(Shape{3, 3}, {1, 0, 0, 0, 1, 0, 0, 0, 1}),
          Array<float>(Shape{3, 2}, {-0.5F, 0, 0.5F, 0, 1, 1}),
          Array<float>(Shape{3}, {0.1F, 0.2F, 0.9F})};
}

TEST(Recovery, IsPerfectForTheTruthItself) {
  const Recovery perfect = recovery(planted(), planted());
  EXPECT_EQ(perfect.layer_argmax_hit, 1);
  EXPECT_EQ(perfect.layer_within_one, 1);
  EXPECT_EQ(perfect.layer_mae, 0);
  EXPECT_NEAR(perfect.layer_slope, 1, 1e-12);
  EXPECT_EQ(perfect.space_mae, 0);
  EXPECT_FLOAT_EQ(float(perfect.space_mae_of_mean), 0.5F);  // the third vertex is not local
  EXPECT_NEAR(perfect.scale_corr, 1, 1e-12);
}

TEST(Recovery, CountsMissesByHowFarTheyAre) {
  Selectors fitted = planted();
  fitted.layer.values = {0, 1, 0, 1, 0, 0, 1, 0, 0};
  fitted.space.values = {-0.5F, 0.3F, 0.5F, 0.1F, 0, 0};
  fitted.scale.values = {0.9F, 0.8F, 0.1F};
  const Recovery found = recovery(fitted, planted());
  EXPECT_EQ(found.layer_argmax_hit, 0);
  EXPECT_NEAR(found.layer_within_one, 2.0 / 3, 1e-12);
  EXPECT_NEAR(found.layer_mae, 4.0 / 3, 1e-6);
  EXPECT_NEAR(found.layer_slope, -0.5, 1e-6);  // layers 2, 1, 1 for 1, 2, 3
  EXPECT_NEAR(found.space_mae, 0.2, 1e-6);
  EXPECT_NEAR(found.scale_corr, -1, 1e-6);
}

TEST(Recovery, SaysNothingOfPlaceWhereNothingIsLocal) {
  Selectors global = planted();
  global.scale.values = {0.6F, 0.7F, 0.8F};
  EXPECT_TRUE(std::isnan(recovery(global, global).space_mae));
}

}  // namespace
}  // namespace cortiscope
