#include "core/analysis/variogram.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/analysis/stage_sample.h"
#include "tests/core/analysis/spiral.h"

namespace cortiscope {
namespace {

StageRows all_points() {
  StageRows rows;
  rows[kLh].resize(kSpiralPoints);
  std::iota(rows[kLh].begin(), rows[kLh].end(), 0);
  return rows;
}

// By scikit-gstat: tests/peers/variogram_numbers.py.
TEST(Variogram, AgreesWithScikitGstat) {
  const Variogram variogram =
      StageSample({all_points()}, spiral_positions()).variogram(spiral_values());
  const std::vector<double> semivariance = {
      0.177306, 0.227992, 0.393684, 0.418425, 0.48396,  0.595059, 0.687112, 0.724362, 0.680721,
      0.632799, 0.88683,  0.777919, 0.624095, 0.667445, 0.818276, 0.573507, 0.560863};
  const std::vector<std::int64_t> pairs = {23, 81, 43, 31, 59, 83, 60, 52, 77,
                                           81, 69, 71, 83, 75, 69, 79, 76};
  EXPECT_EQ(variogram.pairs, pairs);
  ASSERT_EQ(variogram.semivariance.size(), semivariance.size());
  for (std::size_t b = 0; b < semivariance.size(); ++b) {
    EXPECT_NEAR(variogram.semivariance[b], semivariance[b], 2e-6) << b;
  }
}

TEST(Variogram, LooksOnlyWithinStagesAndHemispheres) {
  const std::vector<float> values = {0, 0, 5, 5, 9};
  Array<float> positions(Shape{5, 3});
  for (int i = 0; i < 5; ++i) positions.row(i)[0] = float(3 * i);
  const StageSample sample({StageRows{{{0, 1}, {4}}}, StageRows{{{2, 3}, {}}}}, positions);
  const Variogram variogram = sample.variogram(values);
  EXPECT_EQ(variogram.pairs, std::vector<std::int64_t>{2});
  EXPECT_EQ(variogram.semivariance, std::vector<double>{0}) << "5 - 0 is between two stages";
  EXPECT_DOUBLE_EQ(variogram.distance_mm.front(), 3);
}

/// The exact variogram of a model.
Variogram variogram_of(const CovarianceModel& model) {
  Variogram variogram;
  for (double distance = 1; distance < 40; distance += 2) {
    variogram.distance_mm.push_back(distance);
    variogram.semivariance.push_back(model.variance() - model.covariance(distance));
    variogram.pairs.push_back(100);
  }
  return variogram;
}

TEST(FitCovariance, FindsThePlantedModel) {
  for (const auto decay :
       {CovarianceModel::Decay::kExponential, CovarianceModel::Decay::kMatern32}) {
    for (const double nugget : {0.0, 0.3}) {
      const CovarianceModel planted{decay, nugget, 2, 8};
      const auto found = fit_covariance(variogram_of(planted));
      ASSERT_TRUE(found);
      EXPECT_EQ(found->decay, decay);
      EXPECT_NEAR(found->nugget, nugget, 1e-3);
      EXPECT_NEAR(found->sill, 2, 1e-3);
      EXPECT_NEAR(found->range_mm, 8, 1e-2);
    }
  }
}

TEST(FitCovariance, TakesIndependentValuesForNugget) {
  Variogram variogram = variogram_of({CovarianceModel::Decay::kExponential, 0, 1, 5});
  for (double& value : variogram.semivariance) value = 0.7;
  const auto found = fit_covariance(variogram);
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->variance(), 0.7, 1e-6);
  EXPECT_LT(found->covariance(2), 0.02);
}

TEST(FitCovariance, IsNeverNegative) {
  Variogram variogram = variogram_of({CovarianceModel::Decay::kExponential, 0, 1, 5});
  double falling = 2;
  for (double& value : variogram.semivariance) value = falling *= 0.9;
  const auto found = fit_covariance(variogram);
  ASSERT_TRUE(found);
  EXPECT_GE(found->nugget, 0);
  EXPECT_GE(found->sill, 0);
}

TEST(FitCovariance, NeedsThreeDistances) {
  EXPECT_FALSE(fit_covariance({}));
  EXPECT_FALSE(fit_covariance({{1, 3}, {0.1, 0.2}, {5, 5}}));
  EXPECT_TRUE(fit_covariance({{1, 3, 5}, {0.1, 0.2, 0.3}, {5, 5, 5}}));
}

TEST(StageSample, MeasuresLargeStagesBySample) {
  // Twice as many points as are sampled, on a line; their covariance is known pair by pair.
  constexpr int kPoints = 2 * StageSample::kSampledVertices;
  Array<float> positions(Shape{kPoints, 3});
  StageRows stage;
  for (int i = 0; i < kPoints; ++i) {
    positions.row(i)[0] = 0.05F * float(i);
    stage[kRh].push_back(i);
  }
  const CovarianceModel model{CovarianceModel::Decay::kExponential, 0.5, 1, 10};
  double exact = 0;
  for (int i = 0; i < kPoints; ++i) {
    for (int j = 0; j < kPoints; ++j) {
      exact += i == j ? model.variance() : model.covariance(0.05 * std::abs(i - j));
    }
  }
  exact /= double(kPoints) * kPoints;
  const StageSample sample({stage}, positions);
  EXPECT_NEAR(sample.covariance(model, {true, true})(0, 0) / exact, 1, 0.05);
  EXPECT_EQ(sample.covariance(model, {true, true}),
            StageSample({stage}, positions).covariance(model, {true, true}));
  EXPECT_TRUE(std::isnan(sample.covariance(model, {true, false})(0, 0)));
}

TEST(StageSample, CountsTheVerticesThatTwoStagesShare) {
  Array<float> positions(Shape{3, 3});
  for (int i = 0; i < 3; ++i) positions.row(i)[1] = float(60 * i);
  const CovarianceModel model{CovarianceModel::Decay::kExponential, 3, 1, 1};  // none at 60 mm
  const StageSample sample({StageRows{{{0, 1}, {}}}, StageRows{{{1, 2}, {}}}}, positions);
  const Eigen::MatrixXd covariance = sample.covariance(model, {true, true});
  EXPECT_NEAR(covariance(0, 0), 2 * 4 / 4.0, 1e-9);
  EXPECT_NEAR(covariance(0, 1), 1 * 4 / 4.0, 1e-9);
}

}  // namespace
}  // namespace cortiscope
