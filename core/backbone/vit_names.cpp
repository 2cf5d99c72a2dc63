#include "core/backbone/vit_names.h"

#include "core/base/text_ends.h"

namespace cortiscope {
namespace {

/// timm, and what is built on its blocks: DINOv2, MAE, MoCo v3, DeiT.
VitNames timm() {
  return {"timm",
          "patch_embed.proj.weight",
          "blocks.",
          "norm1.weight",
          {{"cls_token", "class_token"},
           {"pos_embed", "positions"},
           {"reg_token", "registers"},
           {"register_tokens", "registers"},
           {"dist_token", "registers"},
           {"patch_embed.proj", "patch"},
           {"norm_pre", "pre_norm"}},
          {{"norm1", "norm1"},
           {"attn.qkv", "qkv"},
           {"attn.proj", "proj"},
           {"ls1.gamma", "scale1"},
           {"norm2", "norm2"},
           {"mlp.fc1", "fc1"},
           {"mlp.fc2", "fc2"},
           {"mlp.w12", "fc1"},
           {"mlp.w3", "fc2"},
           {"ls2.gamma", "scale2"}}};
}

VitNames open_clip() {
  return {"open_clip",
          "conv1.weight",
          "transformer.resblocks.",
          "ln_1.weight",
          {{"class_embedding", "class_token"},
           {"positional_embedding", "positions"},
           {"conv1", "patch"},
           {"ln_pre", "pre_norm"}},
          {{"ln_1", "norm1"},
           {"attn.in_proj_weight", "qkv.weight"},
           {"attn.in_proj_bias", "qkv.bias"},
           {"attn.out_proj", "proj"},
           {"ls_1.gamma", "scale1"},
           {"ln_2", "norm2"},
           {"mlp.c_fc", "fc1"},
           {"mlp.c_proj", "fc2"},
           {"ls_2.gamma", "scale2"}}};
}

/// ViT, DeiT and MAE of Hugging Face.
VitNames hugging_face_vit() {
  return {"Hugging Face ViT",
          "embeddings.patch_embeddings.projection.weight",
          "encoder.layer.",
          "layernorm_before.weight",
          {{"embeddings.cls_token", "class_token"},
           {"embeddings.distillation_token", "registers"},
           {"embeddings.position_embeddings", "positions"},
           {"embeddings.patch_embeddings.projection", "patch"}},
          {{"layernorm_before", "norm1"},
           {"attention.attention.query", "query"},
           {"attention.attention.key", "key"},
           {"attention.attention.value", "value"},
           {"attention.output.dense", "proj"},
           {"layernorm_after", "norm2"},
           {"intermediate.dense", "fc1"},
           {"output.dense", "fc2"}}};
}

VitNames hugging_face_dinov2() {
  return {"Hugging Face DINOv2",
          "embeddings.patch_embeddings.projection.weight",
          "encoder.layer.",
          "norm1.weight",
          {{"embeddings.cls_token", "class_token"},
           {"embeddings.register_tokens", "registers"},
           {"embeddings.position_embeddings", "positions"},
           {"embeddings.patch_embeddings.projection", "patch"}},
          {{"norm1", "norm1"},
           {"attention.attention.query", "query"},
           {"attention.attention.key", "key"},
           {"attention.attention.value", "value"},
           {"attention.output.dense", "proj"},
           {"layer_scale1.lambda1", "scale1"},
           {"norm2", "norm2"},
           {"mlp.fc1", "fc1"},
           {"mlp.fc2", "fc2"},
           {"mlp.weights_in", "fc1"},
           {"mlp.weights_out", "fc2"},
           {"layer_scale2.lambda1", "scale2"}}};
}

VitNames hugging_face_clip() {
  return {"Hugging Face CLIP",
          "embeddings.patch_embedding.weight",
          "encoder.layers.",
          "layer_norm1.weight",
          {{"embeddings.class_embedding", "class_token"},
           {"embeddings.position_embedding.weight", "positions"},
           {"embeddings.patch_embedding", "patch"},
           {"pre_layrnorm", "pre_norm"}},
          {{"layer_norm1", "norm1"},
           {"self_attn.q_proj", "query"},
           {"self_attn.k_proj", "key"},
           {"self_attn.v_proj", "value"},
           {"self_attn.out_proj", "proj"},
           {"layer_norm2", "norm2"},
           {"mlp.fc1", "fc1"},
           {"mlp.fc2", "fc2"}}};
}

}  // namespace

const std::vector<VitNames>& all_vit_names() {
  static const std::vector<VitNames> all = {timm(), open_clip(), hugging_face_vit(),
                                            hugging_face_dinov2(), hugging_face_clip()};
  return all;
}

std::string part_named(const std::map<std::string, std::string>& names, const std::string& tensor) {
  if (const auto found = names.find(tensor); found != names.end()) return found->second;
  for (const char* end : {".weight", ".bias"}) {
    if (!ends_with(tensor, end)) continue;
    const auto found = names.find(tensor.substr(0, tensor.size() - std::string(end).size()));
    if (found != names.end()) return found->second + end;
  }
  return "";
}

}  // namespace cortiscope
