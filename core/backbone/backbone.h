#pragma once

#include <string>
#include <vector>

#include "core/data/features.h"
#include "core/data/image.h"

namespace cortiscope {

/// A frozen network that computes the tokens of images, one batch per call.
///
/// May be used from one thread only. Open one with open_backbone() (core/backbone/script.h).
class Backbone {
 public:
  virtual ~Backbone() = default;

  /// The network's name, e.g. that of its file without the ending.
  virtual const std::string& name() const = 0;

  /// Runs the network. Layers come early to late.
  /// @param images  B of them, of one size
  /// @return  per layer the local tokens (B, C_l, H, W) and the global tokens (B, C_l)
  /// @throws Error  kBadFormat: the network returned something else; kNoMemory, kInternal
  virtual TokenBatch tokens(const std::vector<Image>& images) = 0;
};

}  // namespace cortiscope
