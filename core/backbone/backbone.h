#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/data/features.h"
#include "core/data/image.h"

namespace cortiscope {

/// A frozen network that computes the tokens of images, one batch per call.
///
/// May be used from one thread only. Open one with open_backbone() (core/backbone/open_backbone.h).
class Backbone {
 public:
  virtual ~Backbone() = default;

  /// The network's name, e.g. that of its file without the ending.
  virtual const std::string& name() const = 0;

  /// Whether the program made it for a simulation, so that its features are labelled synthetic.
  virtual bool is_synthetic() const = 0;

  /// What is done to images before it sees them, as its file says or whoever opened it. tokens()
  /// does all of it but the resizing.
  virtual const Preprocessing& preprocessing() const = 0;

  /// Its layers' names, early to late; empty where it does not name them.
  virtual const std::vector<std::string>& layer_names() const = 0;

  /// What its tokens are, "stream" or "increment" (open_backbone.h); empty where a TorchScript
  /// module decides.
  virtual std::string token_kind() const { return ""; }

  /// What it was trained for, as FeatureInfo::objective; empty where its file does not say.
  virtual std::string objective() const { return ""; }

  /// Makes it its untrained twin: the values of each weight tensor (each learned parameter; buffers
  /// stay) change their order, so that each keeps its distribution and loses its structure. The
  /// same seed and the same names of tensors give the same twin (weight_order.h).
  /// @throws Error  kBadFormat: it has no weights that can be changed
  virtual void shuffle_weights(std::uint64_t seed) = 0;

  /// Runs the network. Layers come early to late.
  /// @param images  B of them, of one size
  /// @return  per layer the local tokens (B, C_l, H, W) and the global tokens (B, C_l)
  /// @throws Error  kBadFormat: the network returned something else; kNoMemory, kInternal
  virtual TokenBatch tokens(const std::vector<Image>& images) = 0;
};

}  // namespace cortiscope
