#pragma once

#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// The brain score of each vertex, R2 = 1 - SSE / SST with SST about the mean of the scored
/// responses, accumulated one batch at a time. NaN where the responses do not vary.
class ScoreSum {
 public:
  explicit ScoreSum(int vertex_count);

  /// @param predicted, measured  (B, N)
  void add(const Array<float>& predicted, const Array<float>& measured);

  /// (N)
  std::vector<float> r2() const;

 private:
  std::vector<double> errors_, sums_, squares_;
  int image_count_ = 0;
};

/// Mean over the values that are not NaN; NaN where there are none.
double mean_of_known(const std::vector<float>& values);

/// Mean R2 / mean noise ceiling, over the vertices whose ceiling is above 0.1 and whose R2 is
/// known.
///
/// @param r2, ceiling  (N)
double score_over_ceiling(const std::vector<float>& r2, const std::vector<float>& ceiling);

}  // namespace cortiscope
