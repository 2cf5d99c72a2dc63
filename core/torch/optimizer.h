#pragma once

#include <algorithm>

#include "core/data/recipe.h"

namespace cortiscope {

// AdamW with the method's settings. Source: Loshchilov and Hutter, "Decoupled Weight Decay
// Regularization" (arXiv:1711.05101).
constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr double kEpsilon = 1e-8;
constexpr double kWeightDecay = kPublishedDecay;  // of all but the read-out
constexpr double kClipNorm = 0.5;
constexpr double kClipRoom = 1e-6;  // prevents division by zero for a zero gradient

/// The factor for every gradient that keeps their global norm within the clip.
inline double clip_scale(double gradient_norm) {
  return std::min(1.0, kClipNorm / (gradient_norm + kClipRoom));
}

}  // namespace cortiscope
