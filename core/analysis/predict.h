#pragma once

#include <vector>

#include "core/analysis/read_part.h"
#include "core/data/fit_result.h"

namespace cortiscope {

/// The tokens of B images after a fit's channel alignment, on their own grid, which may be finer
/// than the one that was fitted on.
struct AlignedTokens {
  int rows = 0, columns = 0;         ///< H, W
  std::vector<Array<float>> local;   ///< L of (B, H W, D)
  std::vector<Array<float>> global;  ///< L of (B, D)

  int image_count() const { return global.empty() ? 0 : int(global.front().rows()); }
};

/// Scales tokens as the fit does and aligns their channels. Without torch: for some images at a
/// time; whole data sets are the engines' work.
///
/// @param tokens  as the network gave them
/// @throws Error  kNotFound: the fit holds no parameters; kBadShape: other layers or channels than
///                the fit's; kBadValue: a fit without factorization, which reads otherwise
AlignedTokens align_tokens(const FitResult& fit, TokenBatch tokens);

/// The features v of method.md that some vertices read.
/// @param vertices  R rows of the fit's arrays
/// @return  (B, R, D)
Array<float> features_read(const FitResult& fit, const AlignedTokens& tokens,
                           const std::vector<int>& vertices, const ReadPart& part = {});

/// The predicted responses of some vertices, in the units of the fit's scaled responses; of a part
/// what it contributes to them.
/// @return  (B, R)
Array<float> predict(const FitResult& fit, const AlignedTokens& tokens,
                     const std::vector<int>& vertices, const ReadPart& part = {});

}  // namespace cortiscope
