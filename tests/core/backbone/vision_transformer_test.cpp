#include "core/backbone/vision_transformer.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/support/expect_error.h"
#include "tests/support/safetensors_bytes.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

using Tensors = std::map<std::string, Shape>;

/// Shapes of a network of `blocks` blocks in timm's names: 12 channels, patches of 4 pixels on a
/// grid of 3.
Tensors timm_tensors(int blocks = 2, const std::string& prefix = "") {
  Tensors tensors = {{"cls_token", {1, 1, 12}},
                     {"pos_embed", {1, 10, 12}},
                     {"patch_embed.proj.weight", {12, 3, 4, 4}},
                     {"patch_embed.proj.bias", {12}},
                     {"norm.weight", {12}},
                     {"head.weight", {5, 12}}};
  for (int i = 0; i < blocks; ++i) {
    const std::string block = "blocks." + std::to_string(i) + ".";
    for (const char* norm : {"norm1", "norm2"}) {
      tensors[block + norm + ".weight"] = tensors[block + norm + ".bias"] = {12};
    }
    tensors[block + "attn.qkv.weight"] = {36, 12};
    tensors[block + "attn.qkv.bias"] = {36};
    tensors[block + "attn.proj.weight"] = {12, 12};
    tensors[block + "mlp.fc1.weight"] = {20, 12};
    tensors[block + "mlp.fc2.weight"] = {12, 20};
  }
  Tensors named;
  for (const auto& [name, shape] : tensors) named[prefix + name] = shape;
  return named;
}

struct VisionTransformers : testing::Test {
  TempDir folder;

  SafetensorsFile file_of(const Tensors& tensors, const std::string& type = "F16") const {
    std::string header;
    std::int64_t at = 0;
    for (const auto& [name, shape] : tensors) {
      std::string extents;
      for (const std::int64_t extent : shape) {
        extents += (extents.empty() ? "" : ",") + std::to_string(extent);
      }
      const std::int64_t end = at + 2 * element_count(shape);
      header += (header.empty() ? "{\"" : ",\"") + name + R"(":{"dtype":")" + type +
                R"(","shape":[)" + extents + R"(],"data_offsets":[)" + std::to_string(at) + "," +
                std::to_string(end) + "]}";
      at = end;
    }
    write_bytes(folder / "vit.safetensors",
                safetensors_bytes(header + "}", std::string(std::size_t(at), '\0')));
    return SafetensorsFile(folder / "vit.safetensors");
  }

  VisionTransformer found(const Tensors& tensors, BackboneOptions options = {}) const {
    if (!options.heads) options.heads = 3;
    return require_vision_transformer(file_of(tensors), options);
  }
  std::string words(const Tensors& tensors, const BackboneOptions& options = {}) const {
    return error_of([&] { found(tensors, options); });
  }
};

TEST_F(VisionTransformers, AreReadOffTheShapesOfTheirTensors) {
  const VisionTransformer network = found(timm_tensors());
  EXPECT_EQ(network.package, "timm");
  EXPECT_EQ(network.objective, "") << "timm has networks of every objective";
  EXPECT_EQ(network.blocks, 2);
  EXPECT_EQ(network.width, 12);
  EXPECT_EQ(network.heads, 3);
  EXPECT_EQ(network.patch, 4);
  EXPECT_EQ(network.grid, 3);
  EXPECT_EQ(network.registers, 0);
  EXPECT_EQ(network.placed_tokens, 1);
  EXPECT_TRUE(network.has_class_token);
  EXPECT_FALSE(network.is_gated);
  EXPECT_EQ(network.preprocessing.side, 12);
  EXPECT_EQ(network.preprocessing.mean, (std::array<double, 3>{0.5, 0.5, 0.5}));
  EXPECT_EQ(network.parts.at("blocks.1.qkv.weight"), "blocks.1.attn.qkv.weight");
  EXPECT_EQ(network.parts.count("head.weight"), 0U);
}

TEST_F(VisionTransformers, AreToldApartByWhatElseIsInTheFile) {
  Tensors mae = timm_tensors();
  mae["mask_token"] = {1, 1, 8};
  EXPECT_EQ(found(mae).package, "MAE");
  EXPECT_EQ(found(mae).objective, "masked autoencoding");
  EXPECT_FALSE(found(mae).resizing.is_antialiased);

  Tensors moco = timm_tensors(1, "module.base_encoder.");
  for (const auto& [name, shape] : timm_tensors(1, "module.momentum_encoder.")) moco[name] = shape;
  EXPECT_EQ(found(moco).package, "MoCo v3");
  EXPECT_EQ(require_vision_transformer(file_of(moco)).heads, 12);

  Tensors dinov2 = timm_tensors();
  dinov2["mask_token"] = {1, 12};
  for (const char* block : {"blocks.0.", "blocks.1."}) {
    for (const char* scale : {"ls1.gamma", "ls2.gamma"}) {
      dinov2[std::string(block) + scale] = Shape{12};
    }
    dinov2[std::string(block) + "mlp.fc1.weight"] = {40, 12};
  }
  EXPECT_EQ(found(dinov2).package, "DINOv2");
  EXPECT_TRUE(found(dinov2).is_gated);
  EXPECT_EQ(found(dinov2).resizing.extent_offset, 0.1);
  dinov2["register_tokens"] = {1, 4, 12};
  EXPECT_EQ(found(dinov2).registers, 4);
  EXPECT_EQ(found(dinov2).placed_tokens, 1);
  EXPECT_EQ(found(dinov2).resizing.extent_offset, 0);

  Tensors clip = timm_tensors();
  clip["norm_pre.weight"] = clip["norm_pre.bias"] = {12};
  EXPECT_EQ(found(clip).package, "timm, of CLIP");
  EXPECT_EQ(found(clip).objective, "contrastive image-text");
  EXPECT_EQ(found(clip).epsilon, 1e-5);
}

TEST_F(VisionTransformers, MayHavePositionsForAnyOfTheTokensBeforePatches) {
  Tensors tensors = timm_tensors();
  tensors["reg_token"] = {1, 4, 12};
  tensors["pos_embed"] = {1, 9, 12};
  EXPECT_EQ(found(tensors).placed_tokens, 0);
  tensors["pos_embed"] = {1, 14, 12};
  EXPECT_EQ(found(tensors).placed_tokens, 5);
  tensors["pos_embed"] = {1, 12, 12};
  EXPECT_EQ(words(tensors),
            "vit.safetensors:pos_embed: expected positions of a square of patches and of 5 tokens "
            "before them, found shape (1, 12, 12) (have Python write the network as a TorchScript "
            "module with get_tokens, or its features)");
}

TEST_F(VisionTransformers, HaveTheUsualHeadsOrThoseGiven) {
  const auto heads = [&](std::int64_t width) {
    Tensors tensors;
    for (auto [name, shape] : timm_tensors(1)) {
      for (std::int64_t& extent : shape) {
        if (extent == 12) extent = width;
        if (extent == 36) extent = 3 * width;
      }
      tensors[name] = shape;
    }
    return require_vision_transformer(file_of(tensors)).heads;
  };
  EXPECT_EQ(heads(768), 12);
  EXPECT_EQ(heads(1024), 16);
  EXPECT_EQ(heads(1280), 16);
  BackboneOptions options;
  options.heads = 5;
  EXPECT_EQ(words(timm_tensors(), options),
            "heads: expected a number that divides the 12 channels of vit.safetensors, found 5 "
            "(weights do not say how many heads of attention there are)");
  options.heads = 0;
  EXPECT_NE(words(timm_tensors(), options), "(no error)");
}

TEST_F(VisionTransformers, FollowAConfigurationBesideThemUnlessOptionsSayOtherwise) {
  write_bytes(folder / "config.json",
              R"({"num_attention_heads": 6, "hidden_act": "quick_gelu", "layer_norm_eps": 0.5})");
  write_bytes(folder / "preprocessor_config.json", R"({"image_mean": [0.1, 0.2, 0.3]})");
  const VisionTransformer network = require_vision_transformer(file_of(timm_tensors()));
  EXPECT_EQ(network.heads, 6);
  EXPECT_EQ(network.activation, Activation::kQuickGelu);
  EXPECT_EQ(network.epsilon, 0.5);
  EXPECT_EQ(network.preprocessing.mean, (std::array<double, 3>{0.1, 0.2, 0.3}));
  BackboneOptions options;
  options.heads = 4;
  options.activation = Activation::kGelu;
  options.mean = {0, 0, 0};
  EXPECT_EQ(found(timm_tensors(), options).heads, 4);
  EXPECT_EQ(found(timm_tensors(), options).activation, Activation::kGelu);
  EXPECT_EQ(found(timm_tensors(), options).preprocessing.mean, *options.mean);
}

TEST_F(VisionTransformers, AreRefusedInWordsWhereAPartIsMissingOrUnknown) {
  const std::string hint =
      " (have Python write the network as a TorchScript module with get_tokens, or its features)";
  Tensors tensors = timm_tensors();
  tensors.erase("blocks.1.mlp.fc2.weight");
  EXPECT_EQ(words(tensors),
            "vit.safetensors: expected the part blocks.1.fc2.weight of a vision transformer, found "
            "none (are all its weights in this file? Weights in several files must be saved as "
            "one)");
  tensors = timm_tensors();
  tensors["blocks.1.attn.rel_pos_h"] = {7, 4};
  EXPECT_EQ(words(tensors),
            "vit.safetensors:blocks.1.attn.rel_pos_h: expected a part of a plain vision "
            "transformer under the names of timm, found another" +
                hint);
  tensors = timm_tensors();
  tensors["blocks.1.norm1.weight"] = {13};
  EXPECT_EQ(words(tensors),
            "vit.safetensors:blocks.1.norm1.weight: expected shape (12), found shape (13)" + hint);
  tensors = timm_tensors();
  tensors["patch_embed.proj.weight"] = {12, 4, 4, 4};
  EXPECT_EQ(words(tensors),
            "vit.safetensors:patch_embed.proj.weight: expected a convolution of three channels to "
            "square patches, found shape (12, 4, 4, 4)" +
                hint);
  tensors = timm_tensors(2, "a.");
  for (const auto& [name, shape] : timm_tensors(2, "b.")) tensors[name] = shape;
  EXPECT_EQ(words(tensors),
            "vit.safetensors: expected one vision transformer, found those of \"a.\" and \"b.\" "
            "(save the weights of one of them)");
  EXPECT_EQ(words({{"layer1.0.conv1.weight", {8, 3, 3, 3}}}),
            "vit.safetensors: expected the weights of a vision transformer under the names of "
            "timm, open_clip, DINOv2, MAE, MoCo v3 or Hugging Face, found 1 other tensors" +
                hint);
  EXPECT_EQ(error_of([&] { require_vision_transformer(file_of(timm_tensors(), "I16")); }),
            "vit.safetensors:blocks.0.attn.proj.weight: expected numbers of type F32, F16 or BF16, "
            "found \"I16\" (save the weights as one of these)");
}

TEST_F(VisionTransformers, AreAbsentFromOtherWeights) {
  EXPECT_FALSE(find_vision_transformer(file_of({{"conv1.weight", {8, 3, 7, 7}}})));
}

}  // namespace
}  // namespace cortiscope
