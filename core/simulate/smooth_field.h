#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/base/random.h"

namespace cortiscope {

/// Smooth random functions of a position in space: sums of plane waves with normally distributed
/// wave vectors, which tend to Gaussian random fields of mean 0, variance 1 and correlation
/// exp(-d^2 / (2 length^2)) at distance d.
///
/// Source: Rahimi and Recht, "Random Features for Large-Scale Kernel Machines" (NIPS 2007).
class SmoothField {
 public:
  /// @param count      how many independent functions
  /// @param length_mm  correlation length
  SmoothField(int count, float length_mm, Random& random);

  /// (count) values at a position.
  Eigen::VectorXf at(const Eigen::Vector3f& place_mm) const;

 private:
  Eigen::MatrixX3f waves_;      // (K, 3), radians per mm
  Eigen::VectorXf phases_;      // (K)
  Eigen::MatrixXf amplitudes_;  // (count, K)
};

}  // namespace cortiscope
