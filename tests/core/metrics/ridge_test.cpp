#include "core/metrics/ridge.h"

#include <gtest/gtest.h>

#include "tests/support/counted_numbers.h"

namespace cortiscope {
namespace {

/// 20 training, 5 validation and 5 test images of four inputs and two responses, the second noise.
struct RidgeCase {
  Eigen::MatrixXf x{30, 4}, y{30, 2};

  RidgeCase() {
    CountedNumbers numbers(1);
    for (int image = 0; image < 30; ++image) {
      for (int i = 0; i < 4; ++i) x(image, i) = float(numbers.next());
    }
    y.col(0) = x * Eigen::Vector4f(1, -2, 0, 1);
    for (int image = 0; image < 30; ++image) y(image, 0) += float(numbers.next());
    for (int image = 0; image < 30; ++image) y(image, 1) = 3 * float(numbers.next());
    const Eigen::RowVectorXf mean = y.topRows(20).colwise().mean();
    y.rowwise() -= mean;
  }

  RidgeInputs inputs() const { return {x.topRows(20), x.middleRows(20, 5), x.bottomRows(5)}; }
  RidgeFits fit(const Ridge& ridge) const { return ridge.fit(y.topRows(20), y.middleRows(20, 5)); }
};

// By scikit-learn: tests/peers/baseline_numbers.py.
TEST(Ridge, AgreesWithScikitLearn) {
  const RidgeCase study;
  const Ridge ridge(study.inputs());
  const RidgeFits fits = study.fit(ridge);
  EXPECT_NEAR(fits.penalty[0], 0.017637, 1e-6);
  EXPECT_NEAR(fits.error[0], 0.423361, 1e-5);
  EXPECT_NEAR(fits.penalty[1], 1.763682e+04, 1e-2);
  EXPECT_NEAR(fits.error[1], 1.798802, 1e-5);
  const Eigen::MatrixXf predicted = ridge.test() * fits.weights;
  const std::vector<double> expected = {1.049104, 1.008888, -0.446946, -0.941658, 0.205093};
  for (int image = 0; image < 5; ++image) {
    EXPECT_NEAR(predicted(image, 0), expected[std::size_t(image)], 1e-5);
    EXPECT_NEAR(predicted(image, 1), 0, 3e-5);
  }
}

TEST(Ridge, PredictsTheSameWhereInputsAreShifted) {
  const RidgeCase study;
  RidgeInputs shifted = study.inputs();
  for (Eigen::MatrixXf* part : {&shifted.training, &shifted.validation, &shifted.test}) {
    part->array() += 100;
  }
  const Ridge ridge(study.inputs()), same(shifted);
  EXPECT_LT((ridge.test() * study.fit(ridge).weights - same.test() * study.fit(same).weights)
                .cwiseAbs()
                .maxCoeff(),
            1e-4F);
}

TEST(Ridge, PredictsTheMeanWhereNoInputVaries) {
  const RidgeCase study;
  RidgeInputs constant = study.inputs();
  constant.training.setOnes();
  const Ridge ridge(constant);
  const RidgeFits fits = study.fit(ridge);
  EXPECT_EQ(fits.weights, Eigen::MatrixXf::Zero(4, 2));
  EXPECT_FLOAT_EQ(fits.error[1], study.y.col(1).segment(20, 5).squaredNorm());
}

}  // namespace
}  // namespace cortiscope
