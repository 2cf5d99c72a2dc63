#include "core/metrics/ridge.h"

#include <Eigen/Dense>
#include <algorithm>
#include <limits>

namespace cortiscope {
namespace {

/// Images summed at a time in double: bounds the copy.
constexpr Eigen::Index kRowsAtATime = 1024;

/// X'X in double: a small eigenvalue is a difference of large sums.
Eigen::MatrixXd gram_of(const Eigen::MatrixXf& inputs) {
  Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(inputs.cols(), inputs.cols());
  for (Eigen::Index first = 0; first < inputs.rows(); first += kRowsAtATime) {
    const Eigen::Index count = std::min(kRowsAtATime, inputs.rows() - first);
    const Eigen::MatrixXd rows = inputs.middleRows(first, count).cast<double>();
    gram.selfadjointView<Eigen::Lower>().rankUpdate(rows.transpose());
  }
  return gram;
}

}  // namespace

Ridge::Ridge(RidgeInputs inputs) : along_(std::move(inputs)) {
  const Eigen::RowVectorXf mean =
      (along_.training.cast<double>().colwise().sum() / double(along_.training.rows()))
          .cast<float>();
  for (Eigen::MatrixXf* part : {&along_.training, &along_.validation, &along_.test}) {
    part->rowwise() -= mean;
  }
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(gram_of(along_.training));
  eigenvalues_ = axes.eigenvalues().cwiseMax(0);
  const Eigen::MatrixXf directions = axes.eigenvectors().cast<float>();
  for (Eigen::MatrixXf* part : {&along_.training, &along_.validation, &along_.test}) {
    *part = *part * directions;
  }
}

Eigen::VectorXf Ridge::shrinkage(double penalty) const {
  if (!(penalty > 0)) return Eigen::VectorXf::Zero(eigenvalues_.size());  // no input varies
  return (eigenvalues_.array() + penalty).inverse().cast<float>();
}

RidgeFits Ridge::fit(const Eigen::Ref<const Eigen::MatrixXf>& training,
                     const Eigen::Ref<const Eigen::MatrixXf>& validation) const {
  const Eigen::Index count = training.cols();
  RidgeFits fits;
  fits.weights.noalias() = along_.training.transpose() * training;
  fits.error.setConstant(count, std::numeric_limits<float>::infinity());
  fits.penalty.assign(std::size_t(count), 0);
  const double mean = eigenvalues_.mean();
  Eigen::MatrixXf residual(validation.rows(), count);
  for (double share = 1e-4; share < 2e4; share *= 10) {
    const Eigen::MatrixXf weights = shrinkage(share * mean).asDiagonal() * fits.weights;
    residual = validation;
    residual.noalias() -= along_.validation * weights;
    const Eigen::RowVectorXf error = residual.colwise().squaredNorm();
    for (Eigen::Index i = 0; i < count; ++i) {
      if (!(error[i] < fits.error[i])) continue;
      fits.error[i] = error[i];
      fits.penalty[std::size_t(i)] = share * mean;
    }
  }
  for (Eigen::Index i = 0; i < count; ++i) {
    fits.weights.col(i).array() *= shrinkage(fits.penalty[std::size_t(i)]).array();
  }
  return fits;
}

}  // namespace cortiscope
