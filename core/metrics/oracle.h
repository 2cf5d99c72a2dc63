#pragma once

#include <vector>

#include "core/data/features.h"
#include "core/data/selectors.h"

namespace cortiscope {

/// The rows of the images used for training, validation and test in a fit.
struct OracleRows {
  std::vector<int> training, validation, test;
};

/// The brain score that the given selectors allow: for each vertex, the channels that they read
/// (layers, receptive field and scale mixed as method.md's v, but without channel alignment), then
/// a ridge regression from training images, its penalty chosen on validation images, scored on test
/// images.
///
/// @param tokens     of M images; every layer has C channels, which mean the same in each
/// @param selectors  of N vertices
/// @param responses  (M, N)
/// @return (N) R2; NaN where the test responses do not vary
/// @throws Error  kBadShape: the layers have different channel counts and cannot be mixed
std::vector<float> oracle_r2(const TokenBatch& tokens, const Selectors& selectors,
                             const Array<float>& responses, const OracleRows& rows);

}  // namespace cortiscope
