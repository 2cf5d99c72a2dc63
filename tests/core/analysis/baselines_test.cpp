#include "core/analysis/baselines.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/metrics/score.h"
#include "tests/support/counted_numbers.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

BaselineOptions on_one_thread() {
  BaselineOptions options;
  options.threads = 1;
  return options;
}

/// Two layers of 3 and 2 channels on a grid of 2 x 2, and 60 images. The vertices respond to: token
/// 2 of layer 0, all tokens of layer 1, and nothing.
EncodingData counted_study() {
  FeatureInfo info;
  info.layers = {"a", "b"};
  info.channels = {3, 2};
  info.rows = info.columns = 2;
  CountedNumbers numbers(4);
  TokenBatch tokens;
  for (const int channels : info.channels) {
    tokens.local.push_back(numbers.array(Shape{60, channels, 2, 2}));
    tokens.global.push_back(numbers.array(Shape{60, channels}));
  }
  Array<float> responses = numbers.array(Shape{60, 3});
  EncodingData study;
  for (int image = 0; image < 60; ++image) {
    float* response = responses.row(image);
    const float* early = tokens.local[0].row(image) + 4;  // of channel 1
    const float* late = tokens.local[1].row(image);
    response[0] = 2 * early[2] + 0.5F * response[0];
    response[1] = (late[0] + late[1] + late[2] + late[3]) / 2 + 0.6F * response[1];
    info.images.push_back(std::to_string(image));
    study.images.push_back(image);
  }
  study.subject.vertices[kLh] = {0, 1, 2};
  study.responses = std::make_shared<ResponsesInMemory>(responses);
  study.features = std::make_shared<FeaturesInMemory>(info, tokens);
  return study;
}

Split counted_split() {
  Split split;
  for (int image = 0; image < 60; ++image) {
    (image < 40 ? split.training : image < 50 ? split.validation : split.test).push_back(image);
  }
  return split;
}

// By scikit-learn and SciPy: tests/peers/baseline_numbers.py.
TEST(ScoreBaselines, AgreesWithScikitLearn) {
  BaselineOptions options = on_one_thread();
  options.components = 4;
  const Baselines found = score_baselines(counted_study(), counted_split(), {}, options);
  EXPECT_EQ(found.fwrf.layer, (std::vector<int>{0, 1, 0}));
  EXPECT_EQ(found.fwrf_token, (std::vector<int>{2, 1, 3}));
  EXPECT_EQ(found.pca_ridge.layer, (std::vector<int>{1, 1, 0}));
  const std::vector<double> fwrf = {0.943994, 0.304260, 0.114289};
  const std::vector<double> pca_ridge = {0.128100, 0.365495, 0.240649};
  const std::vector<double> stacked = {0.088772, 0.365495, 0.240649};
  const std::vector<double> weights = {0.418462, 0.581538, 0, 1, 1, 0};
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found.fwrf.score.r2[i], fwrf[i], 2e-5) << i;
    EXPECT_NEAR(found.pca_ridge.score.r2[i], pca_ridge[i], 2e-5) << i;
    EXPECT_NEAR(found.stacked_ridge.r2[i], stacked[i], 2e-5) << i;
  }
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(found.stacked_weights.values[i], weights[i], 1e-4) << i;
  }
}

// Without its third of two layers, a vertex whose weight lies on the other one loses nothing; there
// is no early third of two.
TEST(ScoreBaselines, KnowsWhatTheStackLosesWithoutALayer) {
  BaselineOptions options = on_one_thread();
  options.components = 4;
  const Baselines found = score_baselines(counted_study(), counted_split(), {}, options);
  for (std::int64_t i = 0; i < 3; ++i) EXPECT_NEAR(found.unique.row(i)[0], 0, 1e-6);
  EXPECT_NEAR(found.unique.row(1)[1], 0, 1e-6) << "all of it reads layer b";
  EXPECT_NEAR(found.unique.row(2)[2], 0, 1e-6) << "all of it reads layer a";
  // Of vertex 0 layer b alone is left, the best of the two.
  EXPECT_NEAR(found.unique.row(0)[1], 0.088772 - 0.128100, 2e-5);
}

PlantedOptions planted_options() {
  PlantedOptions options;
  options.images = 500;
  return options;
}

Baselines baselines_of(const EncodingData& study) {
  BaselineOptions options = on_one_thread();
  options.components = 64;
  return score_baselines(study, split_images(study.image_count(), 0.1, 0.1, 0), {}, options);
}

TEST(ScoreBaselines, FindsThePlantedLayerAndPositionWhereNoiseIsLow) {
  PlantedOptions options = planted_options();
  options.ceiling = 0.95;
  const EncodingData study = plant_study(options, 7);
  const Selectors& truth = study.subject.truth->selectors;
  const std::vector<int> layers = chosen_layers(truth);
  const Baselines found = baselines_of(study);
  int hits = 0, pca_hits = 0, local = 0, near = 0, global = 0, whole = 0;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    hits += found.fwrf.layer[i] == layers[i];
    pca_hits += found.pca_ridge.layer[i] == layers[i];
    const int token = found.fwrf_token[i];
    if (truth.scale.values[i] > 0.5F) {
      ++global;
      whole += token == 64;
      continue;
    }
    ++local;
    const float* position = truth.space.row(std::int64_t(i));
    const float x = (float(token % 8) + 0.5F) / 4 - 1, y = (float(token / 8) + 0.5F) / 4 - 1;
    near +=
        token < 64 && std::hypot(x - position[0], y - position[1]) < 0.3F;  // tokens are 0.25 apart
  }
  const int vertices = int(layers.size());
  EXPECT_GE(hits, vertices * 98 / 100);
  EXPECT_GE(pca_hits, vertices * 85 / 100);  // 64 components of 780 tokens
  ASSERT_GT(local, 0);
  EXPECT_GE(near, local * 95 / 100);
  ASSERT_GT(global, 0);
  EXPECT_GE(whole, global * 95 / 100);
  EXPECT_GT(mean_of_known(found.fwrf.score.r2), 0.7);
}

// Layers 1, 2, and 3 and 4 of four are the thirds; planted layers share nothing.
TEST(ScoreBaselines, FindsTheUniqueContributionInThePlantedThird) {
  PlantedOptions options = planted_options();
  options.ceiling = 0.95;
  const EncodingData study = plant_study(options, 7);
  const std::vector<int> layers = chosen_layers(study.subject.truth->selectors);
  const Baselines found = baselines_of(study);
  int hits = 0;
  double own = 0, other = 0;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const float* unique = found.unique.row(std::int64_t(i));
    const int planted = std::min(layers[i], 2);
    hits += int(std::max_element(unique, unique + 3) - unique) == planted;
    for (int third = 0; third < 3; ++third) (third == planted ? own : other) += unique[third];
  }
  const auto vertices = double(layers.size());
  EXPECT_GE(hits, 0.8 * vertices);
  EXPECT_GT(own / vertices, 0.8 * mean_of_known(found.stacked_ridge.r2));
  EXPECT_LT(std::abs(other) / (2 * vertices), 0.03);
}

TEST(ScoreBaselines, FindsNothingInShuffledResponses) {
  const Baselines found = baselines_of(shuffle_responses(plant_study(planted_options(), 7), 8));
  EXPECT_LT(mean_of_known(found.fwrf.score.r2), 0.02);
  EXPECT_LT(mean_of_known(found.pca_ridge.score.r2), 0.02);
  EXPECT_LT(mean_of_known(found.stacked_ridge.r2), 0.02);
}

/// Features that count how many images are read at a time.
class WatchedFeatures : public FeatureSet {
 public:
  explicit WatchedFeatures(std::shared_ptr<const FeatureSet> real) : real_(std::move(real)) {}
  const FeatureInfo& info() const override { return real_->info(); }
  TokenBatch read(const std::vector<int>& images) const override {
    all_layers_at_once = true;
    return real_->read(images);
  }
  LayerTokens read_layer(int layer, const std::vector<int>& images) const override {
    most_images = std::max(most_images, images.size());
    return real_->read_layer(layer, images);
  }

  mutable std::size_t most_images = 0;
  mutable bool all_layers_at_once = false;

 private:
  std::shared_ptr<const FeatureSet> real_;
};

// 300 vertices are three slices of 128 where memory is short, and each token is read by itself.
TEST(ScoreBaselines, GivesTheSameInPortionsAsInMemory) {
  PlantedOptions options;
  options.vertices = 300;
  options.images = 200;
  EncodingData study = plant_study(options, 7);
  const Split split = split_images(study.image_count(), 0.1, 0.1, 0);
  const TokenScaling scaling = measure_tokens(*study.features, split.training, Standardize::kLayer);
  BaselineOptions whole = on_one_thread(), portions = on_one_thread();
  portions.memory_gb = 0;
  portions.threads = 2;
  const Baselines expected = score_baselines(study, split, scaling, whole);
  const auto watched = std::make_shared<WatchedFeatures>(study.features);
  study.features = watched;
  double last = 0;
  const Baselines found = score_baselines(study, split, scaling, portions, [&](double done) {
    EXPECT_GT(done, last);
    last = done;
  });
  EXPECT_EQ(last, 1);
  EXPECT_LE(watched->most_images, 64U);
  EXPECT_FALSE(watched->all_layers_at_once);
  EXPECT_EQ(found.fwrf.layer, expected.fwrf.layer);
  EXPECT_EQ(found.fwrf_token, expected.fwrf_token);
  EXPECT_EQ(found.pca_ridge.layer, expected.pca_ridge.layer);
  for (std::size_t i = 0; i < 300; ++i) {
    EXPECT_NEAR(found.fwrf.score.r2[i], expected.fwrf.score.r2[i], 1e-4);
    EXPECT_NEAR(found.pca_ridge.score.r2[i], expected.pca_ridge.score.r2[i], 1e-4);
    EXPECT_NEAR(found.stacked_ridge.r2[i], expected.stacked_ridge.r2[i], 1e-4);
    for (std::size_t third = 0; third < 3; ++third) {
      EXPECT_NEAR(found.unique.row(std::int64_t(i))[third],
                  expected.unique.row(std::int64_t(i))[third], 2e-4);
    }
  }
}

TEST(ScoreBaselines, KnowsNothingOfAVertexThatDoesNotRespond) {
  EncodingData study = counted_study();
  std::vector<int> all(60);
  std::iota(all.begin(), all.end(), 0);
  Array<float> responses = study.responses->read(all);
  for (int image = 0; image < 60; ++image) responses.row(image)[1] = 3;
  study.responses = std::make_shared<ResponsesInMemory>(responses);
  const Baselines found = score_baselines(study, counted_split(), {}, on_one_thread());
  EXPECT_TRUE(std::isnan(found.fwrf.score.r2[1]) && std::isnan(found.pca_ridge.score.r2[1]));
  EXPECT_TRUE(std::isnan(found.stacked_ridge.r2[1]));
  EXPECT_EQ(found.fwrf.layer, (std::vector<int>{0, -1, 0}));
  EXPECT_EQ(found.fwrf_token, (std::vector<int>{2, -1, 3}));
  EXPECT_EQ(found.pca_ridge.layer[1], -1);
}

TEST(ScoreBaselines, PredictsTheMeanFromALayerThatDoesNotVary) {
  EncodingData study = counted_study();
  std::vector<int> all(60);
  std::iota(all.begin(), all.end(), 0);
  TokenBatch tokens = study.features->read(all);
  for (auto* layer : {&tokens.local[0], &tokens.global[0]}) {
    std::fill(layer->values.begin(), layer->values.end(), 7.0F);
  }
  study.features = std::make_shared<FeaturesInMemory>(study.features->info(), tokens);
  const Baselines found = score_baselines(study, counted_split(), {}, on_one_thread());
  for (const float r2 : found.pca_ridge.score.r2) EXPECT_TRUE(std::isfinite(r2));
  EXPECT_EQ(found.fwrf.layer[1], 1);
}

TEST(ScoreBaselines, ChoosesNothingByTheTestImages) {
  EncodingData study = counted_study();
  const Baselines before = score_baselines(study, counted_split(), {}, on_one_thread());
  std::vector<int> all(60);
  std::iota(all.begin(), all.end(), 0);
  Array<float> responses = study.responses->read(all);
  for (int image = 50; image < 60; ++image) responses.row(image)[0] *= -1;
  study.responses = std::make_shared<ResponsesInMemory>(responses);
  const Baselines after = score_baselines(study, counted_split(), {}, on_one_thread());
  EXPECT_EQ(after.fwrf.layer, before.fwrf.layer);
  EXPECT_EQ(after.fwrf_token, before.fwrf_token);
  EXPECT_EQ(after.stacked_weights.values, before.stacked_weights.values);
  EXPECT_LT(after.fwrf.score.r2[0], 0);
}

}  // namespace
}  // namespace cortiscope
