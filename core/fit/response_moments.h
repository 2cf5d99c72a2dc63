#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace cortiscope {

/// Responses of a vertex that deviate no more do not vary.
constexpr double kLeastDeviation = 1e-12;

/// Mean and deviation of every vertex's responses in one pass, an image at a time.
/// Source: Welford, "Note on a method for calculating corrected sums of squares" (Technometrics 4,
/// 1962).
class ResponseMoments {
 public:
  explicit ResponseMoments(std::size_t vertices) : mean_(vertices, 0), squares_(vertices, 0) {}

  /// @param row  (N) the responses to one image
  void add(const float* row) {
    ++count_;
    for (std::size_t i = 0; i < mean_.size(); ++i) {
      const double change = row[i] - mean_[i];
      mean_[i] += change / count_;
      squares_[i] += change * (row[i] - mean_[i]);
    }
  }

  int image_count() const { return count_; }
  const std::vector<double>& mean() const { return mean_; }              ///< (N)
  double squares(std::size_t vertex) const { return squares_[vertex]; }  ///< about the mean, summed
  double deviation(std::size_t vertex) const { return std::sqrt(squares_[vertex] / count_); }

 private:
  std::vector<double> mean_, squares_;
  int count_ = 0;
};

}  // namespace cortiscope
