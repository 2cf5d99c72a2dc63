#include "core/backbone/vit_defaults.h"

namespace cortiscope {
namespace {

struct Colors {
  std::array<double, 3> mean, deviation;
};

constexpr Colors kHalves = {{0.5, 0.5, 0.5}, {0.5, 0.5, 0.5}};
constexpr Colors kImageNet = {{0.485, 0.456, 0.406}, {0.229, 0.224, 0.225}};
constexpr Colors kClip = {{0.48145466, 0.4578275, 0.40821073},
                          {0.26862954, 0.26130258, 0.27577711}};

constexpr PositionResizing kAntialiased = {true, 0}, kPlain = {false, 0}, kOffset = {false, 0.1};

void set(VisionTransformer& network, const char* package, const Colors& colors, double epsilon,
         const PositionResizing& resizing) {
  network.package = package;
  network.preprocessing.mean = colors.mean;
  network.preprocessing.deviation = colors.deviation;
  network.epsilon = epsilon;
  network.resizing = resizing;
}

/// Of the packages that share timm's names.
void set_of_timm(VisionTransformer& network, const SafetensorsFile& file,
                 const std::string& prefix) {
  const auto has = [&](const char* name) { return file.tensors().count(prefix + name) > 0; };
  const bool has_scales = network.parts.count("blocks.0.scale1") > 0;
  if (prefix.find("base_encoder.") != std::string::npos) {
    return set(network, "MoCo v3", kImageNet, 1e-6, kAntialiased);
  }
  if (has_scales && has("mask_token")) {
    return set(network, "DINOv2", kImageNet, 1e-6, network.registers > 0 ? kAntialiased : kOffset);
  }
  if (has("mask_token") || has("decoder_embed.weight")) {
    return set(network, "MAE", kImageNet, 1e-6, kPlain);
  }
  if (network.parts.count("pre_norm.weight") > 0) {
    return set(network, "timm, of CLIP", kClip, 1e-5, kAntialiased);
  }
  // LayerScale is of DINOv2 and DeiT 3; the others are trained on ImageNet-21k.
  set(network, "timm", has_scales ? kImageNet : kHalves, 1e-6, kAntialiased);
}

/// What all networks of a package were trained for; empty where they differ.
const char* objective_of(const std::string& package) {
  const auto is_of = [&](const char* name) { return package.find(name) != std::string::npos; };
  if (is_of("CLIP") || package == "open_clip") return "contrastive image-text";
  if (is_of("DINOv2")) return "self-distillation";
  if (is_of("MAE")) return "masked autoencoding";
  return package == "MoCo v3" ? "contrastive" : "";
}

/// 64 channels a head, but in the largest networks of each family and in MoCo v3.
int usual_heads(const VisionTransformer& network) {
  constexpr int kChannels = 64;
  if (network.package == "MoCo v3") return 12;
  for (const int width : {1280, 1408, 1664}) {
    if (network.width == width) return 16;
  }
  return std::max(1, network.width / kChannels);
}

}  // namespace

void set_usual(VisionTransformer& network, const SafetensorsFile& file, const std::string& prefix) {
  const std::string names = network.package;
  if (names == "timm") {
    set_of_timm(network, file, prefix);
  } else if (names == "open_clip") {
    set(network, "open_clip", kClip, 1e-5, kAntialiased);
  } else if (names == "Hugging Face CLIP") {
    set(network, "Hugging Face CLIP", kClip, 1e-5, kPlain);
    network.activation = Activation::kQuickGelu;
  } else if (names == "Hugging Face DINOv2") {
    set(network, "Hugging Face DINOv2", kImageNet, 1e-6,
        network.registers > 0 ? kAntialiased : kOffset);
  } else {
    const bool is_mae = file.tensors().count("decoder.mask_token") > 0;
    set(network, is_mae ? "Hugging Face MAE" : "Hugging Face ViT", is_mae ? kImageNet : kHalves,
        1e-12, kOffset);
  }
  network.heads = usual_heads(network);
  network.objective = objective_of(network.package);
}

}  // namespace cortiscope
