#include "core/analysis/kernel_rows.h"

#include <Eigen/Eigenvalues>
#include <cassert>

namespace cortiscope {

KernelRows kernel_rows(const Array<float>& weight, const std::vector<bool>& is_used) {
  using Eigen::Index;
  assert(weight.rows() == std::int64_t(is_used.size()));
  const Index width = Index(weight.row_size());
  const auto row_of = [&](int i) {
    return Eigen::Map<const Eigen::VectorXf>(weight.row(i), width);
  };
  KernelRows kernel;
  for (int i = 0; i < int(is_used.size()); ++i) {
    if (is_used[std::size_t(i)] && row_of(i).allFinite() && row_of(i).squaredNorm() > 0) {
      kernel.vertices.push_back(i);
    }
  }
  const Index count = Index(kernel.vertices.size());
  Eigen::MatrixXf used(width, count);
  for (Index i = 0; i < count; ++i) used.col(i) = row_of(kernel.vertices[std::size_t(i)]);

  // Summed block by block: float is exact enough for a block, not for all of them.
  constexpr Index kBlock = 1024;
  Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(width, width);
  for (Index from = 0; from < count; from += kBlock) {
    const auto block = used.middleCols(from, std::min(kBlock, count - from));
    const Eigen::MatrixXf product = block * block.transpose();
    gram += product.cast<double>();
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram);
  const Eigen::VectorXd roots = solver.eigenvalues().cwiseMax(0).cwiseSqrt();
  const Eigen::MatrixXf root =
      (solver.eigenvectors() * roots.asDiagonal() * solver.eigenvectors().transpose())
          .cast<float>();
  kernel.rows.resize(width, count);
  for (Index from = 0; from < count; from += kBlock) {
    const Index size = std::min(kBlock, count - from);
    kernel.rows.middleCols(from, size).noalias() = root * used.middleCols(from, size);
  }
  kernel.rows.colwise().normalize();
  return kernel;
}

}  // namespace cortiscope
