#pragma once

#include <algorithm>

namespace cortiscope {

// AdamW as the method sets it. Source: Loshchilov and Hutter, "Decoupled Weight Decay
// Regularization" (arXiv:1711.05101).
constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr double kEpsilon = 1e-8;
constexpr double kWeightDecay = 0.01;
constexpr double kClipNorm = 0.5;
constexpr double kClipRoom = 1e-6;  // keeps a gradient of zero from a division by zero

/// What every gradient is multiplied by, so that their global norm stays within the clip.
inline double clip_scale(double gradient_norm) {
  return std::min(1.0, kClipNorm / (gradient_norm + kClipRoom));
}

}  // namespace cortiscope
