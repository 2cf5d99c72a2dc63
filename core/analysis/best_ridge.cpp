#include "core/analysis/best_ridge.h"

#include <limits>

namespace cortiscope {

BestRidge::BestRidge(Eigen::Index test_images, int vertices)
    : error_(std::size_t(vertices), std::numeric_limits<float>::infinity()),
      candidate_(std::size_t(vertices), -1),
      test_(Eigen::MatrixXf::Zero(test_images, vertices)) {}

void BestRidge::offer(int candidate, const Ridge& ridge, const RidgeFits& fits,
                      Eigen::Index first) {
  std::vector<Eigen::Index> better;
  for (Eigen::Index i = 0; i < fits.error.size(); ++i) {
    float& error = error_[std::size_t(first + i)];
    if (!(fits.error[i] < error)) continue;
    error = fits.error[i];
    candidate_[std::size_t(first + i)] = candidate;
    better.push_back(i);
  }
  if (better.empty()) return;
  const Eigen::MatrixXf weights = fits.weights(Eigen::all, better);
  const Eigen::MatrixXf predicted = ridge.test() * weights;
  for (std::size_t i = 0; i < better.size(); ++i) {
    test_.col(first + better[i]) = predicted.col(Eigen::Index(i));
  }
}

}  // namespace cortiscope
