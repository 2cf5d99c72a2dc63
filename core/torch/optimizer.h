#pragma once

#include <algorithm>

#include "core/data/fit_result.h"

namespace cortiscope {

// AdamW as the method sets it. Source: Loshchilov and Hutter, "Decoupled Weight Decay
// Regularization" (arXiv:1711.05101).
constexpr double kBeta1 = 0.9;
constexpr double kBeta2 = 0.999;
constexpr double kEpsilon = 1e-8;
constexpr double kWeightDecay = 0.01;
constexpr double kClipNorm = 0.5;
constexpr double kClipRoom = 1e-6;  // keeps a gradient of zero from a division by zero

/// The selectors' learning rate. Faster than the published one, places now and then run to the
/// image's edge, where tanh holds them; the read-out and the alignment may well learn faster.
inline double selector_rate(double learning_rate) {
  return std::min(learning_rate, kPublishedLearningRate);
}

/// What every gradient is multiplied by, so that their global norm stays within the clip.
inline double clip_scale(double gradient_norm) {
  return std::min(1.0, kClipNorm / (gradient_norm + kClipRoom));
}

}  // namespace cortiscope
