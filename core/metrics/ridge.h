#pragma once

#include <Eigen/Core>
#include <vector>

namespace cortiscope {

/// The same C inputs of the training, validation and test images: one row an image.
struct RidgeInputs {
  Eigen::MatrixXf training, validation, test;  ///< (M, C) each
};

/// Ridge regressions of n responses.
struct RidgeFits {
  Eigen::MatrixXf weights;      ///< (C, n) along the axes of a Ridge
  Eigen::VectorXf error;        ///< (n) sum of squared errors on validation
  std::vector<double> penalty;  ///< (n) the one chosen
};

/// Ridge regressions of any number of responses on the same inputs, for every penalty from one
/// eigendecomposition of X'X, X the training inputs minus their means:
/// w = (X'X + penalty)^-1 X'y. Of nine penalties, 1e-4 to 1e4 times the mean eigenvalue, each
/// response gets the one that predicts its validation images best.
///
/// Inputs are taken along the eigenvectors, which changes no prediction. Never changes: may be used
/// from several threads at once.
class Ridge {
 public:
  /// @pre at least one training image
  explicit Ridge(RidgeInputs inputs);

  /// @param training, validation  (M, n) responses, minus their means over the training images
  RidgeFits fit(const Eigen::Ref<const Eigen::MatrixXf>& training,
                const Eigen::Ref<const Eigen::MatrixXf>& validation) const;

  /// (M, C): times the weights they are predictions, minus the means over the training images.
  const Eigen::MatrixXf& validation() const { return along_.validation; }
  const Eigen::MatrixXf& test() const { return along_.test; }

 private:
  /// (C) 1 / (eigenvalue + penalty).
  Eigen::VectorXf shrinkage(double penalty) const;

  RidgeInputs along_;            // inputs minus the training means, along the eigenvectors
  Eigen::VectorXd eigenvalues_;  // (C) of X'X
};

}  // namespace cortiscope
