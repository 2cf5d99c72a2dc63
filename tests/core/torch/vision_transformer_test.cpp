// Vision transformers against the packages whose names their weights have
// (tests/peers/vision_transformers.py).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "core/backbone/extract.h"
#include "core/backbone/open_backbone.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/safetensors/safetensors.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

constexpr int kBlocks = 3;
constexpr int kSide = 32, kWide = 48;  // pixels; positions are of the first
constexpr double kRounding = 1e-4;

/// The image of this number that the peers' script makes.
Image peer_image(int number, int side) {
  Image image(side, side);
  for (int y = 0; y < side; ++y) {
    for (int x = 0; x < side; ++x) {
      const auto channel = [&](int c) {
        return std::uint8_t((37 * x + 61 * y + x * y + 101 * c + 17 * number) % 256);
      };
      image.at(x, y) = {channel(0), channel(1), channel(2)};
    }
  }
  return image;
}

std::filesystem::path golden(const std::string& file) {
  return std::filesystem::path(CORTISCOPE_GOLDEN_VIT) / file;
}

std::unique_ptr<Backbone> opened(const std::string& name, BackboneOptions options = {}) {
  options.heads = 2;
  if (name == "open_clip") options.activation = Activation::kQuickGelu;
  return open_backbone(golden(name + ".safetensors"), options);
}

void expect_near(const Array<float>& found, const Array<float>& expected, const std::string& what) {
  ASSERT_EQ(found.shape, expected.shape) << what;
  double error = 0, largest = 0;
  for (std::size_t i = 0; i < expected.values.size(); ++i) {
    error = std::max(error, std::abs(double(found.values[i]) - double(expected.values[i])));
    largest = std::max(largest, std::abs(double(expected.values[i])));
  }
  EXPECT_LE(error, kRounding) << what;
  EXPECT_GT(largest, 0.1) << what << ": nothing to compare";
}

void expect_tokens(const TokenBatch& found, const SafetensorsFile& peer, const std::string& which) {
  ASSERT_EQ(found.local.size(), std::size_t(kBlocks));
  for (int l = 0; l < kBlocks; ++l) {
    const std::string layer = which + "." + std::to_string(l);
    expect_near(found.local[std::size_t(l)], peer.read(layer + ".local"), layer + ".local");
    expect_near(found.global[std::size_t(l)], peer.read(layer + ".global"), layer + ".global");
  }
}

class VisionTransformerTokens : public testing::TestWithParam<const char*> {};

TEST_P(VisionTransformerTokens, AreThoseOfThePackageItself) {
  const SafetensorsFile peer(golden(std::string(GetParam()) + ".tokens.safetensors"));
  const auto network = opened(GetParam());
  expect_tokens(network->tokens({peer_image(0, kSide), peer_image(1, kSide)}), peer, "stream");
  // At another resolution positions are resized as the package does it, where it can.
  if (peer.tensors().count("wide.0.local") == 0) return;
  expect_tokens(network->tokens({peer_image(0, kWide)}), peer, "wide");
  expect_tokens(network->tokens({peer_image(0, kSide), peer_image(1, kSide)}), peer, "stream");
}

TEST_P(VisionTransformerTokens, AreIncrementsWhoseSumIsTheStream) {
  const std::vector<Image> images = {peer_image(0, kSide), peer_image(1, kSide)};
  BackboneOptions options;
  options.tokens = TokenKind::kIncrement;
  const TokenBatch increments = opened(GetParam(), options)->tokens(images);
  const TokenBatch stream = opened(GetParam())->tokens(images);
  for (std::size_t l = 1; l < std::size_t(kBlocks); ++l) {
    for (const auto part : {&TokenBatch::local, &TokenBatch::global}) {
      Array<float> difference = (stream.*part)[l];
      const std::vector<float>& before = (stream.*part)[l - 1].values;
      for (std::size_t i = 0; i < before.size(); ++i) difference.values[i] -= before[i];
      expect_near((increments.*part)[l], difference, "layer " + std::to_string(l));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Packages, VisionTransformerTokens,
                         testing::Values("timm", "timm_registers", "timm_clip", "timm_no_class",
                                         "mae", "moco", "dinov2", "dinov2_registers", "open_clip",
                                         "hf_vit", "hf_dinov2", "hf_clip", "hf_mae"),
                         [](const auto& package) { return std::string(package.param); });

/// Two images of another size than the network's.
class PeerImages : public ImageSet {
 public:
  const std::vector<std::string>& names() const override { return names_; }
  std::vector<Image> read(const std::vector<int>& wanted) const override {
    std::vector<Image> images;
    for (const int i : wanted) images.push_back(peer_image(i, 50));
    return images;
  }

 private:
  std::vector<std::string> names_ = {"a.png", "b.png"};
};

TEST(VisionTransformerFeatures, SayHowTheyWereMade) {
  const TempDir folder;
  const auto network = opened("dinov2");
  ASSERT_TRUE(extract_features(*network, PeerImages(), {}, folder / "f.h5", {}, {}));
  const FeatureInfo info = FeaturesFile(folder / "f.h5").info();
  EXPECT_EQ(info.network, "dinov2");
  EXPECT_FALSE(info.is_synthetic);
  EXPECT_EQ(info.layers, (std::vector<std::string>{"block 1", "block 2", "block 3"}));
  EXPECT_EQ(info.channels, (std::vector<int>{16, 16, 16}));
  EXPECT_EQ(info.tokens, "stream");
  EXPECT_EQ(info.objective, "self-distillation") << "as DINOv2's weights say";
  EXPECT_EQ(info.preprocessing.side, kSide);
  EXPECT_EQ(info.preprocessing.mean, (std::array<double, 3>{0.485, 0.456, 0.406}));
}

TEST(VisionTransformerFeatures, OfAnUntrainedTwinAreOthersAndTheSameForASeed) {
  const std::vector<Image> images = {peer_image(0, kSide)};
  const auto twin = [&](std::uint64_t seed) {
    const auto network = opened("hf_vit");
    network->shuffle_weights(seed);
    return network->tokens(images).local[2].values;
  };
  EXPECT_EQ(twin(1), twin(1));
  EXPECT_NE(twin(1), twin(2));
  EXPECT_NE(twin(1), opened("hf_vit")->tokens(images).local[2].values);
}

TEST(VisionTransformerFeatures, NeedWholePatches) {
  EXPECT_EQ(error_of([] { opened("timm")->tokens({peer_image(0, 33)}); }),
            "resolution: expected a multiple of 8, the patches of timm, found images of 33 x 33 "
            "pixels (its position embeddings are of 32)");
}

TEST(VisionTransformerFeatures, FollowOptionsAndATorchScriptModuleDoesNot) {
  BackboneOptions options;
  options.activation = Activation::kTanhGelu;
  const std::vector<Image> images = {peer_image(0, kSide)};
  const TokenBatch exact = opened("timm")->tokens(images);
  const TokenBatch approximate = opened("timm", options)->tokens(images);
  EXPECT_NE(exact.local[2].values, approximate.local[2].values);
  for (std::size_t i = 0; i < exact.local[2].values.size(); ++i) {
    ASSERT_NEAR(exact.local[2].values[i], approximate.local[2].values[i], 0.05) << i;
  }
  const TempDir folder;
  write_bytes(folder / "net.pt", "PK\3\4 a module");
  EXPECT_EQ(error_of([&] { open_backbone(folder / "net.pt", options); }),
            "activation: expected none for net.pt, a TorchScript module, whose get_tokens decides "
            "that (it is for the weights of a vision transformer (.safetensors))");
}

}  // namespace
}  // namespace cortiscope
