// Prediction without torch, and what is made from it, against the engine and the definitions.
#include "core/analysis/predict.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/channels.h"
#include "core/analysis/preferred_images.h"
#include "core/fit/score_rows.h"
#include "core/fit/torch_module.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

class Predict : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    study_ = std::make_unique<EncodingData>(plant_study(tiny_study(), 1));
    fit_ = std::make_unique<FitResult>(fit_factor_topy(*study_, tiny_options(200), {}, {}));
  }
  static void TearDownTestSuite() {
    study_.reset();
    fit_.reset();
  }

  static std::vector<int> all_vertices() {
    std::vector<int> vertices(40);
    std::iota(vertices.begin(), vertices.end(), 0);
    return vertices;
  }
  static AlignedTokens aligned(const std::vector<int>& images) {
    return align_tokens(*fit_, study_->features->read(images));
  }

  static std::unique_ptr<EncodingData> study_;
  static std::unique_ptr<FitResult> fit_;
};
std::unique_ptr<EncodingData> Predict::study_;
std::unique_ptr<FitResult> Predict::fit_;

TEST_F(Predict, GivesTheEnginesNumbers) {
  const std::vector<int> images = {3, 0, 77};
  const auto engine = torch_module().make_engine(
      "fast", {40, fit_->features.channels, 8, 8, 8},
      position_encoding(sphere_positions(study_->subject)), fit_->parameters, "cpu");
  TokenBatch tokens = study_->features->read(images);
  apply(fit_->scaling, tokens);
  const Array<float> expected = engine->predict(tokens);
  const Array<float> found = predict(*fit_, aligned(images), all_vertices());
  ASSERT_EQ(found.shape, expected.shape);
  for (std::size_t i = 0; i < found.values.size(); ++i) {
    EXPECT_NEAR(found.values[i], expected.values[i], 1e-4);
  }
}

TEST_F(Predict, SaysWhatItCannotPredictWith) {
  FitResult to_look_at = *fit_;
  to_look_at.parameters.clear();
  EXPECT_EQ(error_of([&] { align_tokens(to_look_at, study_->features->read({0})); }),
            "planted: this fit holds no local_bottleneck/0 (it is for display only; fit the "
            "network to predict with it)");
  TokenBatch fewer = study_->features->read({0});
  fewer.local.pop_back();
  EXPECT_EQ(error_of([&] { align_tokens(*fit_, fewer); }),
            "planted: the features have other layers or channels than those fitted (give features "
            "of the network that was fitted)");
  FitResult whole = *fit_;
  whole.provenance.ablation = "factorization";
  EXPECT_EQ(error_of([&] { align_tokens(whole, study_->features->read({0})); }),
            "planted: a fit without factorization has a weight for every token (give a fit with "
            "all parts of the method)");
}

TEST_F(Predict, PreferredImagesAreThoseOfTheLargestPrediction) {
  const std::vector<int> vertices = {5, 6, 30};
  const Preference found = preference_of(*fit_, *study_, vertices, 3);
  ASSERT_EQ(found.images, fit_->test_images);
  const Array<float> predicted = predict(*fit_, aligned(found.images), vertices);
  for (std::size_t m = 0; m < found.images.size(); ++m) {
    const float* row = predicted.row(std::int64_t(m));
    EXPECT_NEAR(found.predicted[m], (row[0] + row[1] + row[2]) / 3, 1e-5);
    float measured = 0;
    for (const int vertex : vertices) {
      const float raw = study_->responses->read({found.images[m]}).values[std::size_t(vertex)];
      measured += (raw - fit_->response_scaling.mean[std::size_t(vertex)]) *
                  fit_->response_scaling.factor[std::size_t(vertex)] / 3;
    }
    EXPECT_NEAR(found.measured[m], measured, 1e-5);
    EXPECT_LE(found.predicted[m], found.predicted[std::size_t(found.most[0])]);
    EXPECT_GE(found.predicted[m], found.predicted[std::size_t(found.least[0])]);
  }
  ASSERT_EQ(found.most.size(), 3U);
  EXPECT_GE(found.predicted[std::size_t(found.most[1])],
            found.predicted[std::size_t(found.most[2])]);
}

TEST_F(Predict, PreferredImagesSayHowFarTheyAreAndStop) {
  std::vector<double> told;
  preference_of(*fit_, *study_, {5}, 3, {}, [&](double done) { told.push_back(done); });
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.back(), 1);
  EXPECT_TRUE(std::is_sorted(told.begin(), told.end()));
  StopSource stop;
  stop.request_stop();
  EXPECT_TRUE(preference_of(*fit_, *study_, {5}, 3, stop.token()).images.empty());
}

TEST(PlacesOf, TheLargestAndTheLeastValues) {
  const std::vector<float> values = {1, 3, -2, 3, 0};
  EXPECT_EQ(places_of_largest(values, 3), (std::vector<int>{1, 3, 0}));
  EXPECT_EQ(places_of_least(values, 2), (std::vector<int>{2, 4}));
  EXPECT_EQ(places_of_least(values, 9).size(), 5U);
}

TEST_F(Predict, ChannelsOfAVertexAreThoseItDependsOn) {
  std::vector<int> images(80);
  std::iota(images.begin(), images.end(), 0);
  const Array<float> features = features_read(*fit_, aligned(images), {7});
  const ChannelTriple channels = channels_of_vertex(*fit_, 7, features);
  const Array<float>& weight = fit_->parameters.at("readout_weight");
  const auto matters = [&](int d) {
    double sum = 0, squares = 0;
    for (int m = 0; m < 80; ++m) sum += features.row(m)[d];
    for (int m = 0; m < 80; ++m) squares += std::pow(features.row(m)[d] - sum / 80, 2);
    return std::abs(weight.row(7)[d]) * std::sqrt(squares);
  };
  double before = INFINITY;
  for (const std::vector<float>& channel : channels) {
    int chosen = -1;
    for (int d = 0; d < 8; ++d) {
      if (channel[std::size_t(d)] == 0) continue;
      EXPECT_EQ(chosen, -1) << "one channel each";
      EXPECT_EQ(channel[std::size_t(d)] > 0, weight.row(7)[d] > 0);
      chosen = d;
    }
    ASSERT_GE(chosen, 0);
    EXPECT_LE(matters(chosen), before);
    before = matters(chosen);
  }
  for (int d = 0; d < 8; ++d) {
    const bool is_chosen = channels[0][d] != 0 || channels[1][d] != 0 || channels[2][d] != 0;
    if (!is_chosen) {
      EXPECT_LE(matters(d), before);
    }
  }
}

TEST_F(Predict, ChannelsOfAnRoiArePrincipalComponents) {
  const ChannelTriple channels = channels_of_vertices(*fit_, all_vertices());
  const Array<float>& weight = fit_->parameters.at("readout_weight");
  std::vector<double> mean(8, 0);
  for (int i = 0; i < 40; ++i) {
    for (int d = 0; d < 8; ++d) mean[std::size_t(d)] += weight.row(i)[d] / 40;
  }
  double before = INFINITY;
  for (std::size_t k = 0; k < 3; ++k) {
    double length = 0, variance = 0, largest = 0;
    for (const float loading : channels[k]) {
      length += double(loading) * loading;
      if (std::abs(loading) > std::abs(largest)) largest = loading;
    }
    EXPECT_NEAR(length, 1, 1e-5);
    EXPECT_GT(largest, 0) << "the sign is fixed";
    // An eigenvector: the covariance only makes it longer or shorter.
    std::vector<double> moved(8, 0);
    for (int i = 0; i < 40; ++i) {
      double along = 0;
      for (int d = 0; d < 8; ++d) {
        along += (weight.row(i)[d] - mean[std::size_t(d)]) * channels[k][std::size_t(d)];
      }
      variance += along * along;
      for (int d = 0; d < 8; ++d) {
        moved[std::size_t(d)] += along * (weight.row(i)[d] - mean[std::size_t(d)]);
      }
    }
    for (int d = 0; d < 8; ++d) {
      EXPECT_NEAR(moved[std::size_t(d)], variance * channels[k][std::size_t(d)], 1e-4 * variance);
    }
    EXPECT_LE(variance, before);
    before = variance;
  }
  const ChannelTriple of_two = channels_of_vertices(*fit_, {1, 2});
  for (const float loading : of_two[1]) EXPECT_EQ(loading, 0) << "two points span one direction";
}

TEST_F(Predict, ShowsChannelsOnAnImage) {
  const AlignedTokens tokens = aligned({4});
  ChannelTriple channels;
  for (std::size_t k = 0; k < 3; ++k) {
    channels[k].assign(8, 0);
    channels[k][k] = k == 1 ? -1.0F : 1.0F;
  }
  channels[1][0] = -1;  // the first channel upside down, for green
  channels[1][1] = 0;
  const Image picture = channel_picture(*fit_, tokens, 0, {3}, channels);
  EXPECT_EQ(picture.width, 8);
  EXPECT_EQ(picture.height, 8);
  int brightest = 0, darkest = 255;
  for (const Rgb8 pixel : picture.pixels) {
    EXPECT_NEAR(pixel.r + pixel.g, 255, 1) << "opposite channels";
    brightest = std::max<int>(brightest, pixel.r);
    darkest = std::min<int>(darkest, pixel.r);
  }
  EXPECT_EQ(brightest, 255);
  EXPECT_EQ(darkest, 0);
}

}  // namespace
}  // namespace cortiscope
