#pragma once

#include <Eigen/Core>

namespace cortiscope {

/// The weights, at least 0 and with sum 1, of the average of L predictions whose squared error is
/// least. All alike where every prediction is perfect.
///
/// @param errors  (L, L): sums over images of the product of the errors of two predictions
/// @return (L)
///
/// Source: Breiman, "Stacked Regressions", Machine Learning 24 (1996), with the weights' sum fixed;
/// solved by the active sets of Lawson and Hanson, "Solving Least Squares Problems" (1974), chapter
/// 23.
Eigen::VectorXd stacking_weights(const Eigen::MatrixXd& errors);

}  // namespace cortiscope
