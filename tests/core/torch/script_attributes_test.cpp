// What TorchScript modules say of their input, as Python saves it.
#include <gtest/gtest.h>
#include <torch/script.h>

#include "core/backbone/extract.h"
#include "core/backbone/open_backbone.h"
#include "core/io/hdf5/features_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A module of one layer, whose tokens are the images that reach it.
torch::jit::Module bare_module() {
  torch::jit::Module module("Network");
  module.define(R"(
def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    return [images], [images.mean([2, 3])]
)");
  return module;
}

void set_names(torch::jit::Module& module, const std::vector<std::string>& names) {
  module.register_attribute("layer_names", c10::ListType::ofStrings(),
                            c10::List<std::string>(c10::ArrayRef<std::string>(names)));
}

void set_numbers(torch::jit::Module& module, const std::string& name,
                 const std::vector<double>& numbers) {
  module.register_attribute(name, c10::ListType::ofFloats(),
                            c10::List<double>(c10::ArrayRef<double>(numbers)));
}

/// Twelve by six pixels of one colour.
class OneImage : public ImageSet {
 public:
  const std::vector<std::string>& names() const override { return names_; }
  std::vector<Image> read(const std::vector<int>&) const override {
    return {Image(12, 6, {51, 102, 204})};
  }

 private:
  std::vector<std::string> names_ = {"one.png"};
};

struct ScriptAttributes : testing::Test {
  TempDir folder;

  std::unique_ptr<Backbone> opened(const torch::jit::Module& module,
                                   const BackboneOptions& options = {}) const {
    module.save((folder / "net.pt").string());
    return open_backbone(folder / "net.pt", options);
  }
};

TEST_F(ScriptAttributes, AreFollowedAndRecordedInTheFeatures) {
  torch::jit::Module module = bare_module();
  module.register_attribute("input_side", c10::IntType::get(), 16);
  set_numbers(module, "input_mean", {0.2, 0.2, 0.3});
  module.register_buffer("input_std", torch::tensor({0.5, 0.1, 0.25}));
  module.register_attribute("visual_degrees", c10::FloatType::get(), 8.4);
  module.register_attribute("objective", c10::StringType::get(), std::string("supervised"));
  set_names(module, {"V1"});
  const auto network = opened(module);
  ASSERT_TRUE(extract_features(*network, OneImage(), {}, folder / "f.h5", {}, {}));
  const FeaturesFile features(folder / "f.h5");
  const FeatureInfo& info = features.info();
  EXPECT_EQ(info.layers, std::vector<std::string>{"V1"});
  EXPECT_EQ(info.objective, "supervised");
  EXPECT_EQ(info.preprocessing.side, 16);
  EXPECT_EQ(info.preprocessing.mean, (std::array<double, 3>{0.2, 0.2, 0.3}));
  EXPECT_EQ(info.preprocessing.deviation[0], 0.5);
  EXPECT_NEAR(info.preprocessing.deviation[1], 0.1, 1e-7);
  EXPECT_EQ(info.preprocessing.degrees, 8.4);
  const std::vector<float> token = features.read({0}).global[0].values;
  EXPECT_NEAR(token[0], 0, 1e-3);
  EXPECT_NEAR(token[1], 2, 2e-3);
  EXPECT_NEAR(token[2], 2, 2e-3);
}

TEST_F(ScriptAttributes, GiveWayToOptions) {
  torch::jit::Module module = bare_module();
  module.register_attribute("input_side", c10::IntType::get(), 16);
  set_numbers(module, "input_mean", {0.2, 0.2, 0.3});
  BackboneOptions options;
  options.mean = {0.4, 0.4, 0.4};
  options.deviation = {0.1, 0.2, 0.4};
  const auto network = opened(module, options);
  const TokenBatch tokens = network->tokens({Image(2, 2, {51, 102, 204})});
  EXPECT_NEAR(tokens.global[0].values[0], -2, 1e-5);
  EXPECT_NEAR(tokens.global[0].values[1], 0, 1e-5);
  EXPECT_NEAR(tokens.global[0].values[2], 1, 1e-5);
  ExtractOptions extraction;
  extraction.resolution = 24;
  extraction.objective = "contrastive";
  ASSERT_TRUE(extract_features(*network, OneImage(), extraction, folder / "f.h5", {}, {}));
  const Preprocessing recorded = FeaturesFile(folder / "f.h5").info().preprocessing;
  EXPECT_EQ(FeaturesFile(folder / "f.h5").info().objective, "contrastive");
  EXPECT_EQ(recorded.side, 24);
  EXPECT_EQ(recorded.mean, *options.mean);
  EXPECT_EQ(recorded.deviation, *options.deviation);
}

TEST_F(ScriptAttributes, AreAbsentFromFeaturesWhereImagesStayAsTheyAre) {
  const auto network = opened(bare_module());
  ASSERT_TRUE(extract_features(*network, OneImage(), {}, folder / "f.h5", {}, {}));
  const H5Reader file(folder / "f.h5");
  for (const char* name :
       {"input_side", "input_mean_red", "input_std_red", "visual_degrees", "objective"}) {
    EXPECT_FALSE(file.has_attribute("/", name)) << name;
  }
  EXPECT_TRUE(FeaturesFile(folder / "f.h5").info().preprocessing == Preprocessing());
}

TEST_F(ScriptAttributes, AreRefusedInWords) {
  const auto words = [&](auto&& set) {
    torch::jit::Module module = bare_module();
    set(module);
    return error_of([&] { opened(module); });
  };
  const std::string hint = " (correct the attribute of the module, or leave it out)";
  EXPECT_EQ(words([](auto& m) {
              set_numbers(m, "input_mean", {1, 2});
            }),
            "net: input_mean: expected three numbers, of red, green and blue" + hint);
  EXPECT_EQ(words([](auto& m) {
              set_numbers(m, "input_side", {16, 16});
            }),
            "net: input_side: expected one number" + hint);
  EXPECT_EQ(words([](auto& m) { set_numbers(m, "input_side", {16.5}); }),
            "net: input_side: expected a whole number of pixels, 1 to 4096" + hint);
  EXPECT_EQ(words([](auto& m) { set_numbers(m, "visual_degrees", {-1}); }),
            "net: visual_degrees: expected 0 to 360 degrees" + hint);
  EXPECT_EQ(words([](auto& m) { set_numbers(m, "objective", {1}); }),
            "net: objective: expected a text" + hint);
  EXPECT_EQ(words([](auto& m) { set_numbers(m, "layer_names", {1}); }),
            "net: layer_names: expected a list of strings" + hint);
  EXPECT_EQ(words([](auto& m) {
              set_numbers(m, "input_std", {1, 0, 1});
            }),
            "net: input_std: expected 0.0001 to 10000, found 0.000000 (images are in 0..1 before "
            "it)");
  BackboneOptions options;
  options.mean = {0, 1e9, 0};
  EXPECT_EQ(error_of([&] { opened(bare_module(), options); }),
            "mean: expected -10000 to 10000, found 1000000000.000000 (images are in 0..1 before "
            "it)");
  torch::jit::Module module = bare_module();
  set_names(module, {"V1", "V2"});
  EXPECT_EQ(
      error_of([&] { extract_features(*opened(module), OneImage(), {}, folder / "f.h5", {}, {}); }),
      "net: expected as many layer names as layers, found 2 names and 1 layers (correct "
      "layer_names, or leave it out)");
}

}  // namespace
}  // namespace cortiscope
