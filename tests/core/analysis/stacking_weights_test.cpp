#include "core/analysis/stacking_weights.h"

#include <gtest/gtest.h>

#include "tests/support/counted_numbers.h"

namespace cortiscope {
namespace {

/// Errors of four predictions of six images, each worse than the one before.
Eigen::MatrixXd errors_of(std::uint32_t seed) {
  CountedNumbers numbers(seed);
  Eigen::MatrixXd errors(6, 4);
  for (int image = 0; image < 6; ++image) {
    for (int i = 0; i < 4; ++i) errors(image, i) = numbers.next() + 0.1 * i;
  }
  return errors;
}

Eigen::VectorXd weights_for(const Eigen::MatrixXd& errors) {
  return stacking_weights(errors.transpose() * errors);
}

// By SciPy: tests/peers/baseline_numbers.py.
TEST(StackingWeights, AgreeWithSciPy) {
  const Eigen::VectorXd all = weights_for(errors_of(2)), some = weights_for(errors_of(3));
  EXPECT_LT((all - Eigen::Vector4d(0.367295, 0.185809, 0.122868, 0.324028)).norm(), 1e-5);
  EXPECT_LT((some - Eigen::Vector4d(0.549344, 0.346261, 0, 0.104395)).norm(), 1e-5);
  EXPECT_EQ(some[2], 0);
}

TEST(StackingWeights, AreNeverWorseThanOnePredictionAlone) {
  for (std::uint32_t seed = 10; seed < 200; ++seed) {
    const Eigen::MatrixXd errors = errors_of(seed);
    const Eigen::VectorXd weights = weights_for(errors);
    EXPECT_GE(weights.minCoeff(), 0);
    EXPECT_NEAR(weights.sum(), 1, 1e-12);
    EXPECT_LE((errors * weights).squaredNorm(),
              errors.colwise().squaredNorm().minCoeff() * (1 + 1e-9));
  }
}

TEST(StackingWeights, ShareAmongPredictionsThatAreEqual) {
  Eigen::MatrixXd errors = errors_of(2);
  for (int i = 1; i < 4; ++i) errors.col(i) = errors.col(0);
  EXPECT_NEAR(weights_for(errors).sum(), 1, 1e-12);
  EXPECT_EQ(weights_for(Eigen::MatrixXd::Zero(6, 4)), Eigen::VectorXd::Constant(4, 0.25));
  errors.col(2).setZero();
  EXPECT_NEAR(weights_for(errors)[2], 1, 1e-9);
}

}  // namespace
}  // namespace cortiscope
