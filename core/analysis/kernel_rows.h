#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// The rows of K = W W^T as directions in D numbers each, without K.
struct KernelRows {
  std::vector<int> vertices;  ///< (M) which rows of W, ascending
  Eigen::MatrixXf rows;       ///< (D, M) a column each, of unit length
};

/// z_i = (W^T W)^(1/2) w_i, scaled to unit length. Row i of K is K_i = W w_i, so <K_i, K_j> =
/// w_i (W^T W) w_j^T = <z_i, z_j>: the cosines of rows of K, (M, M), are those of the z.
///
/// @param weight   (N, D), W
/// @param is_used  (N); the others take no part, nor do rows that are zero or not finite
KernelRows kernel_rows(const Array<float>& weight, const std::vector<bool>& is_used);

}  // namespace cortiscope
