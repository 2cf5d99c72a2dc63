#include "core/analysis/predicted_images.h"

#include <gtest/gtest.h>

#include <numeric>

#include "core/analysis/predict.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

/// Sees an image's number in its first pixel, and gives its tokens as the study has them.
class KnownNetwork : public Backbone {
 public:
  explicit KnownNetwork(const FeatureSet& features) : features_(features) {}
  const std::string& name() const override { return features_.info().network; }
  bool is_synthetic() const override { return true; }
  const Preprocessing& preprocessing() const override { return preprocessing_; }
  const std::vector<std::string>& layer_names() const override { return layers_; }
  void shuffle_weights(std::uint64_t) override {}
  TokenBatch tokens(const std::vector<Image>& images) override {
    sizes.push_back(images[0].width);
    return features_.read({images[0].at(0, 0).r});
  }

  std::vector<int> sizes;  ///< of the images seen

 private:
  const FeatureSet& features_;
  Preprocessing preprocessing_;
  std::vector<std::string> layers_;
};

class NumberedImages : public ImageSet {
 public:
  explicit NumberedImages(std::vector<int> numbers) : numbers_(std::move(numbers)) {
    for (const int number : numbers_) names_.push_back(std::to_string(number) + ".png");
  }
  const std::vector<std::string>& names() const override { return names_; }
  std::vector<Image> read(const std::vector<int>& images) const override {
    const auto number = std::uint8_t(numbers_[std::size_t(images[0])]);
    return {Image(16, 16, Rgb8{number, 0, 0})};
  }

 private:
  std::vector<int> numbers_;
  std::vector<std::string> names_;
};

class PredictedImages : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    study_ = std::make_unique<EncodingData>(plant_study(tiny_study(), 1));
    fit_ = std::make_unique<FitResult>(fit_factor_topy(*study_, tiny_options(50), {}, {}));
  }
  static void TearDownTestSuite() {
    study_.reset();
    fit_.reset();
  }
  static Array<float> of_all(const ReadPart& part) {
    std::vector<int> rows(std::size_t(fit_->subject.vertex_count()));
    std::iota(rows.begin(), rows.end(), 0);
    return predict(*fit_, align_tokens(*fit_, study_->features->read({4, 9})), rows, part);
  }

  static std::unique_ptr<EncodingData> study_;
  static std::unique_ptr<FitResult> fit_;
};
std::unique_ptr<EncodingData> PredictedImages::study_;
std::unique_ptr<FitResult> PredictedImages::fit_;

TEST_F(PredictedImages, PartsSumToTheResponse) {
  using Kind = ReadPart::Kind;
  const Array<float> whole = of_all({});
  const Array<float> local = of_all({Kind::kLocal, 0}), global = of_all({Kind::kGlobal, 0});
  std::vector<Array<float>> layers;
  for (int l = 1; l <= fit_->features.layer_count(); ++l) {
    layers.push_back(of_all({Kind::kLayer, l}));
  }
  const std::vector<float>& bias = fit_->parameters.at("readout_bias").values;
  for (std::size_t i = 0; i < whole.values.size(); ++i) {
    const float expected = whole.values[i] - bias[i % bias.size()];
    EXPECT_NEAR(local.values[i] + global.values[i], expected, 1e-5);
    float sum = 0;
    for (const Array<float>& layer : layers) sum += layer.values[i];
    EXPECT_NEAR(sum, expected, 1e-5);
  }
  EXPECT_NE(local.values, global.values);
}

TEST_F(PredictedImages, AreFoundByTheirNames) {
  const std::vector<std::string>& names = study_->features->info().images;
  const Prediction found =
      predict_images(*fit_, *study_->features, {names[4], names[9] + ".png"}, {}, {});
  EXPECT_EQ(found.responses.values, of_all({}).values);
  EXPECT_EQ(found.vertices, fit_->subject.vertices);
  EXPECT_EQ(found.network, fit_->features.network);
  EXPECT_NE(error_of([&] { predict_images(*fit_, *study_->features, {"other"}, {}, {}); }), "");
}

TEST_F(PredictedImages, AreSeenThroughTheNetwork) {
  KnownNetwork network(*study_->features);
  const Prediction found =
      predict_images(*fit_, network, NumberedImages({4, 9}), 24, {ReadPart::Kind::kLocal, 0}, {});
  EXPECT_EQ(found.images, (std::vector<std::string>{"4.png", "9.png"}));
  EXPECT_EQ(found.part, "local");
  EXPECT_EQ(network.sizes, (std::vector<int>{24, 24}));
  const Array<float> expected = of_all({ReadPart::Kind::kLocal, 0});
  ASSERT_EQ(found.responses.shape, expected.shape);
  for (std::size_t i = 0; i < expected.values.size(); ++i) {
    EXPECT_NEAR(found.responses.values[i], expected.values[i], 1e-5);
  }
}

TEST_F(PredictedImages, StopsWhenAsked) {
  StopSource stop;
  stop.request_stop();
  EXPECT_TRUE(predict_images(*fit_, *study_->features, {study_->features->info().images[0]}, {},
                             stop.token())
                  .images.empty());
}

TEST(ReadPart, IsReadFromItsName) {
  for (const char* name : {"all", "local", "global", "layer:12"}) {
    EXPECT_EQ(name_of(parse_read_part(name, 12)), name);
  }
  for (const char* name : {"layer", "layer:0", "layer:13", "layer:1x", "", "Local"}) {
    EXPECT_NE(error_of([&] { parse_read_part(name, 12); }), "") << name;
  }
}

TEST(ReadPart, IsNamedInWordsAndKeptWithinTheLayers) {
  using Kind = ReadPart::Kind;
  EXPECT_EQ(words_of({}), "all tokens");
  EXPECT_EQ(words_of({Kind::kLocal}), "local tokens");
  EXPECT_EQ(words_of({Kind::kLayer, 9}), "layer 9");
  EXPECT_EQ(possible_part({Kind::kLayer, 9}, 6), (ReadPart{Kind::kLayer, 6}));
  EXPECT_EQ(possible_part({Kind::kLayer, 5}, 6), (ReadPart{Kind::kLayer, 5}));
  EXPECT_EQ(possible_part({Kind::kGlobal}, 6), (ReadPart{Kind::kGlobal}));
}

}  // namespace
}  // namespace cortiscope
