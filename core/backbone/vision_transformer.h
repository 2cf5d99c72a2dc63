#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/backbone/open_backbone.h"
#include "core/data/array.h"
#include "core/data/preprocessing.h"
#include "core/io/safetensors/safetensors.h"

namespace cortiscope {

/// How position embeddings are brought to another grid: bicubic, with half-pixel centres.
struct PositionResizing {
  /// Smoothed where the grid becomes coarser, with the kernel that goes with it (a = -0.5 in place
  /// of -0.75), as timm, open_clip and DINOv2 with registers do.
  bool is_antialiased = true;
  /// Added to the new extent before the scale is taken: 0.1 in DINOv2 and Hugging Face.
  double extent_offset = 0;
};

/// A vision transformer (ViT) with weights in a file: what it is, and which tensor is which part.
///
/// Parts are named, each with ".weight" and perhaps ".bias": `patch` (a convolution), `pre_norm`,
/// and of block i, before "blocks.<i>.": `norm1`, `qkv` or `query`, `key` and `value`, `proj`,
/// `norm2`, `fc1`, `fc2`. Without these ends: `class_token`, `registers`, `positions`, and of a
/// block `scale1` and `scale2` (LayerScale).
struct VisionTransformer {
  std::string package;    ///< whose names: "timm", "open_clip", "DINOv2", ...
  std::string objective;  ///< what that package trains for; empty where it has several
  int blocks = 0;
  int width = 0;  ///< channels of every token
  int heads = 0;
  int patch = 0;      ///< side in pixels
  int grid = 0;       ///< side of the position embeddings, in patches
  int registers = 0;  ///< tokens beside the class token that are no patches
  bool has_class_token = false;
  bool is_gated = false;  ///< SwiGLU in place of a perceptron
  int placed_tokens = 0;  ///< of those before the patches, how many have a position embedding
  double epsilon = 1e-6;  ///< of every normalisation
  Activation activation = Activation::kGelu;
  PositionResizing resizing;
  Preprocessing preprocessing;               ///< as the package usually does it
  std::map<std::string, std::string> parts;  ///< the name of each part's tensor in the file

  /// Tokens before those of the patches.
  int prefix_tokens() const { return (has_class_token ? 1 : 0) + registers; }
};

/// Recognises the vision transformer in a file by the names and shapes of its tensors. Heads, the
/// activation and the epsilon are in no tensor: `options` decide, then a configuration beside the
/// file (network_config.h), then what is usual for the package.
///
/// @return  absent where the file holds no tensors under names that we know
/// @throws Error  kBadFormat: parts are missing, unknown, or more than one network is there;
///                kBadShape: parts do not fit together; kBadValue: heads that do not divide the
///                width; also as config_beside
std::optional<VisionTransformer> find_vision_transformer(const SafetensorsFile& file,
                                                         const BackboneOptions& options = {});

/// The same; another file is an Error.
/// @throws Error  kBadFormat: no vision transformer under names that we know
VisionTransformer require_vision_transformer(const SafetensorsFile& file,
                                             const BackboneOptions& options = {});

}  // namespace cortiscope
