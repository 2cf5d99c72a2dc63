#include "core/fit/standardize.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/fit/fit.h"
#include "core/metrics/recovery.h"
#include "core/metrics/score.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

/// Two layers of 2 and 3 channels on a grid of 1 x 2, 4 images.
FeaturesInMemory small_features() {
  FeatureInfo info;
  info.layers = {"a", "b"};
  info.channels = {2, 3};
  info.rows = 1;
  info.columns = 2;
  info.images = {"0", "1", "2", "3"};
  TokenBatch tokens;
  tokens.local.emplace_back(Shape{4, 2, 1, 2}, std::vector<float>{1, 3, 500, 500,    //
                                                                  1, 3, 500, 500,    //
                                                                  1, 3, 500, 500,    //
                                                                  9, 9, 900, 900});  // not training
  tokens.local.emplace_back(Shape{4, 3, 1, 2});
  tokens.global.emplace_back(Shape{4, 2}, std::vector<float>{1, 0, 2, 0, 3, 0, 99, 99});
  tokens.global.emplace_back(Shape{4, 3}, std::vector<float>{-1, -1, -100, 0, 0, 0,  //
                                                             1, 1, 100, 9, 9, 9});
  return {info, tokens};
}

TEST(MeasureTokens, TakesTheTrainingImagesAlone) {
  const TokenScaling scaling = measure_tokens(small_features(), {0, 1, 2}, Standardize::kChannel);
  EXPECT_EQ(scaling.local[0].mean, (std::vector<float>{2, 500}));
  EXPECT_EQ(scaling.local[0].factor, (std::vector<float>{4, 0})) << "a constant channel becomes 0";
  EXPECT_EQ(scaling.global[0].mean, (std::vector<float>{2, 0}));
  EXPECT_FLOAT_EQ(scaling.global[0].factor[0], float(4 / std::sqrt(2.0 / 3)));
}

TEST(MeasureTokens, KeepsProportionsInALayerButNotOutliers) {
  const TokenScaling scaling = measure_tokens(small_features(), {0, 1, 2}, Standardize::kLayer);
  const double deviation =
      std::sqrt(2.0 / 3);  // of two of the three channels; the third's: 100 times
  const std::vector<float>& factor = scaling.global[1].factor;
  EXPECT_FLOAT_EQ(factor[0], float(4 / deviation));
  EXPECT_FLOAT_EQ(factor[1], float(4 / deviation));
  EXPECT_FLOAT_EQ(factor[2], float(4 / (100 * deviation / 3)));
  EXPECT_EQ(scaling.local[1].factor, (std::vector<float>{0, 0, 0}));
  EXPECT_TRUE(measure_tokens(small_features(), {0}, Standardize::kNone).empty());
}

TEST(MeasureTokens, IsAppliedToEveryToken) {
  const FeaturesInMemory features = small_features();
  TokenBatch tokens = features.read({3, 0});
  apply(measure_tokens(features, {0, 1, 2}, Standardize::kChannel), tokens);
  EXPECT_EQ(tokens.local[0].values, (std::vector<float>{28, 28, 0, 0, -4, 4, 0, 0}));
  const TokenBatch raw = features.read({1});
  TokenBatch same = raw;
  apply({}, same);
  EXPECT_EQ(same.local[0].values, raw.local[0].values);
}

TEST(Standardize, IsNamed) {
  for (const char* name : {"layer", "channel", "none"}) {
    EXPECT_STREQ(name_of(parse_standardize(name)), name);
  }
  EXPECT_EQ(error_of([] { parse_standardize("image"); }),
            "standardize: expected layer, channel or none, found \"image\"");
}

/// A study whose layers are scaled by 0.2 to 5 and shifted, and of which one channel of each layer
/// is a hundred times larger: the same information.
class RescaledFeatures : public FeatureSet {
 public:
  explicit RescaledFeatures(std::shared_ptr<const FeatureSet> real) : real_(std::move(real)) {}
  const FeatureInfo& info() const override { return real_->info(); }
  TokenBatch read(const std::vector<int>& images) const override {
    TokenBatch tokens = real_->read(images);
    for (std::size_t l = 0; l < tokens.local.size(); ++l) {
      change(tokens.local[l], l);
      change(tokens.global[l], l);
    }
    return tokens;
  }

 private:
  static void change(Array<float>& tokens, std::size_t layer) {
    constexpr float kScales[] = {1, 0.2F, 2, 5};
    const std::size_t channels = std::size_t(tokens.shape[1]);
    const std::size_t places = tokens.row_size() / channels;
    for (std::size_t i = 0; i < tokens.values.size(); ++i) {
      const bool is_first = i / places % channels == 0;
      tokens.values[i] = (tokens.values[i] * (is_first ? 100 : 1) + 3) * kScales[layer % 4];
    }
  }
  std::shared_ptr<const FeatureSet> real_;
};

TEST(Standardize, MakesTheAnswerIndependentOfTheScaleOfLayersAndChannels) {
  EncodingData study = plant_study({}, 7);
  FitOptions options;
  options.steps = 1200;
  options.bottleneck = 32;
  options.device = "cpu";
  options.threads = 1;
  const Selectors& truth = study.subject.truth->selectors;
  const auto found_and_r2 = [&] {
    const FitResult fit = fit_factor_topy(study, options, {}, {});
    return std::pair(recovery(fit.selectors, truth).layer_argmax_hit, mean_of_known(fit.r2));
  };
  const auto plain = found_and_r2();
  study.features = std::make_shared<RescaledFeatures>(study.features);
  const auto rescaled = found_and_r2();
  EXPECT_NEAR(rescaled.first, plain.first, 0.02);
  EXPECT_NEAR(rescaled.second, plain.second, 0.01);
  options.standardize = Standardize::kNone;
  EXPECT_LT(found_and_r2().second, plain.second - 0.05) << "raw features depend on their scale";
}

}  // namespace
}  // namespace cortiscope
