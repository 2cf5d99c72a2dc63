#pragma once

#include <optional>
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

  /// (N) correlation of prediction and response over the images; 0 where only the predictions do
  /// not vary, NaN where the responses do not.
  std::vector<float> correlation() const;

  /// (N) the R2 to be expected of these predictions where responses do not depend on the images:
  /// -(var yhat + (mean yhat - mean y)^2) / var y. NaN where the responses do not vary.
  std::vector<float> null_r2() const;

  int image_count() const { return image_count_; }

 private:
  /// SST of a vertex; nothing where its responses do not vary.
  std::optional<double> total(std::size_t vertex) const;
  /// The same of its predictions, which may be 0.
  double guess_total(std::size_t vertex) const;
  /// (N) value(vertex, SST); NaN where the responses do not vary.
  template <class Value>
  std::vector<float> where_known(const Value& value) const;

  std::vector<double> errors_, sums_, squares_;                // of the responses
  std::vector<double> guess_sums_, guess_squares_, products_;  // of the predictions, and with them
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
