#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/metrics/ridge.h"

namespace cortiscope {

/// For each of n vertices, the ridge regression that predicts its validation images best. Different
/// vertices may be used from several threads at once.
class BestRidge {
 public:
  BestRidge(Eigen::Index test_images, int vertices);

  /// One more ridge regression of some vertices, which is kept where it is better.
  /// @param candidate  what it is known by
  /// @param first      the vertex of the first fit
  void offer(int candidate, const Ridge& ridge, const RidgeFits& fits, Eigen::Index first);

  const std::vector<int>& candidate() const { return candidate_; }  ///< (n)
  /// (M, n) predictions of the test images, minus the means over the training images.
  const Eigen::MatrixXf& test() const { return test_; }

 private:
  std::vector<float> error_;    // (n)
  std::vector<int> candidate_;  // (n)
  Eigen::MatrixXf test_;
};

}  // namespace cortiscope
