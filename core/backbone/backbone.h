#pragma once

#include <string>
#include <vector>

#include "core/data/features.h"
#include "core/data/image.h"

namespace cortiscope {

/// A frozen network that gives the tokens of images, one batch a call.
///
/// Belongs to the thread that uses it. Open one with open_backbone() (core/backbone/script.h).
class Backbone {
 public:
  virtual ~Backbone() = default;

  /// The network's name, e.g. that of its file without the ending.
  virtual const std::string& name() const = 0;

  /// Runs the network. Layers come early to late.
  /// @param images  B of them, of one size
  /// @return  per layer the local tokens (B, C_l, H, W) and the global tokens (B, C_l)
  /// @throws Error  kBadFormat: what the network returned is no such list; kNoMemory, kInternal
  virtual TokenBatch tokens(const std::vector<Image>& images) = 0;
};

}  // namespace cortiscope
