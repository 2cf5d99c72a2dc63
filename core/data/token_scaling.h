#pragma once

#include <vector>

#include "core/data/features.h"

namespace cortiscope {

/// How the channels of one layer's tokens are changed before a model reads them:
/// (token - mean) * factor.
struct ChannelScaling {
  std::vector<float> mean, factor;  ///< (C)
};

/// The same of every layer; empty where tokens are read as they are.
struct TokenScaling {
  std::vector<ChannelScaling> local, global;  ///< (L)

  bool empty() const { return local.empty(); }
};

/// Changes the tokens of some images. @pre the scaling is empty or of as many layers and channels
void apply(const TokenScaling& scaling, TokenBatch& tokens);

/// The same of one layer's tokens.
void apply(const TokenScaling& scaling, int layer, LayerTokens& tokens);

}  // namespace cortiscope
