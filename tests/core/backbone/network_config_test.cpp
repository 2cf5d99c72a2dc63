#include "core/backbone/network_config.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

struct NetworkConfigs : testing::Test {
  TempDir folder;

  NetworkConfig with(const std::string& name, const std::string& json) const {
    write_bytes(folder / name, json);
    return config_beside(folder / "model.safetensors");
  }
};

TEST_F(NetworkConfigs, SayNothingWhereThereAreNone) {
  const NetworkConfig config = config_beside(folder / "model.safetensors");
  EXPECT_FALSE(config.heads || config.head_width || config.activation || config.epsilon ||
               config.mean || config.deviation);
}

TEST_F(NetworkConfigs, AreReadAsHuggingFaceWritesThem) {
  NetworkConfig config = with("config.json", R"({"model_type": "vit", "num_attention_heads": 6,
      "hidden_act": "gelu", "layer_norm_eps": 1e-12, "hidden_size": 384})");
  EXPECT_EQ(config.heads, 6);
  EXPECT_EQ(config.activation, Activation::kGelu);
  EXPECT_EQ(config.epsilon, 1e-12);
  // Of CLIP: the text's heads are others.
  config = with("config.json", R"({"text_config": {"num_attention_heads": 8, "hidden_act": "gelu"},
      "vision_config": {"num_attention_heads": 16, "hidden_act": "quick_gelu"}})");
  EXPECT_EQ(config.heads, 16);
  EXPECT_EQ(config.activation, Activation::kQuickGelu);
  config = with("preprocessor_config.json",
                R"({"image_mean": [0.1, 0.2, 0.3], "image_std": [0.4, 0.5, 1]})");
  EXPECT_EQ(config.mean, (std::array<double, 3>{0.1, 0.2, 0.3}));
  EXPECT_EQ(config.deviation, (std::array<double, 3>{0.4, 0.5, 1}));
}

TEST_F(NetworkConfigs, AreReadAsTimmAndOpenClipWriteThem) {
  NetworkConfig config = with("config.json", R"({"architecture": "vit_small_patch16_224",
      "pretrained_cfg": {"mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25]}})");
  EXPECT_EQ(config.deviation, (std::array<double, 3>{0.25, 0.25, 0.25}));
  EXPECT_FALSE(config.activation);
  config = with("open_clip_config.json", R"({"model_cfg": {"quick_gelu": true, "vision_cfg":
      {"head_width": 104, "layers": 48}}, "preprocess_cfg": {"mean": [0.3, 0.3, 0.3]}})");
  EXPECT_EQ(config.activation, Activation::kQuickGelu);
  EXPECT_EQ(config.head_width, 104);
  EXPECT_EQ(config.mean, (std::array<double, 3>{0.3, 0.3, 0.3}));
  EXPECT_EQ(with("open_clip_config.json", R"({"model_cfg": {}})").activation, std::nullopt);
  EXPECT_EQ(with("open_clip_config.json", R"({"model_cfg": {"embed_dim": 512}})").activation,
            Activation::kGelu);
}

TEST_F(NetworkConfigs, OfOtherShapesSayNothing) {
  const NetworkConfig config =
      with("config.json", R"({"num_attention_heads": -3, "layer_norm_eps": "small", "hidden_act": 7,
      "vision_config": [1], "pretrained_cfg": {"mean": [1, 2], "std": ["a", "b", "c"]}})");
  EXPECT_FALSE(config.heads || config.activation || config.epsilon || config.mean ||
               config.deviation);
}

TEST_F(NetworkConfigs, AreRefusedInWords) {
  EXPECT_EQ(error_of([&] { with("config.json", "{\"a\""); }),
            "config.json: expected JSON about the weights beside it (move it away if it is about "
            "something else)");
  EXPECT_EQ(error_of([&] { with("config.json", R"({"hidden_act": "relu"})"); }),
            "config.json: hidden_act: expected gelu, quick_gelu, gelu_pytorch_tanh or gelu_new, "
            "found \"relu\" (have Python write the network as a TorchScript module with "
            "get_tokens)");
}

}  // namespace
}  // namespace cortiscope
