#include "core/metrics/score.h"

#include <cmath>
#include <limits>

namespace cortiscope {
namespace {

constexpr float kCeilingToJudge = 0.1F;

}  // namespace

ScoreSum::ScoreSum(int vertex_count)
    : errors_(vertex_count, 0), sums_(vertex_count, 0), squares_(vertex_count, 0) {}

void ScoreSum::add(const Array<float>& predicted, const Array<float>& measured) {
  assert(predicted.shape == measured.shape);
  for (std::int64_t image = 0; image < measured.rows(); ++image) {
    const float* guess = predicted.row(image);
    const float* truth = measured.row(image);
    for (std::size_t i = 0; i < errors_.size(); ++i) {
      const double error = double(truth[i]) - guess[i];
      errors_[i] += error * error;
      sums_[i] += truth[i];
      squares_[i] += double(truth[i]) * truth[i];
    }
  }
  image_count_ += int(measured.rows());
}

std::vector<float> ScoreSum::r2() const {
  std::vector<float> r2(errors_.size());
  for (std::size_t i = 0; i < r2.size(); ++i) {
    const double total = squares_[i] - sums_[i] * sums_[i] / image_count_;
    const bool varies = image_count_ > 0 && total > 1e-12 * (1 + squares_[i]);
    r2[i] = varies ? float(1 - errors_[i] / total) : std::numeric_limits<float>::quiet_NaN();
  }
  return r2;
}

double mean_of_known(const std::vector<float>& values) {
  double sum = 0;
  int count = 0;
  for (const float value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    ++count;
  }
  return count ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

double score_over_ceiling(const std::vector<float>& r2, const std::vector<float>& ceiling) {
  assert(r2.size() == ceiling.size());
  double score = 0, most = 0;
  for (std::size_t i = 0; i < r2.size(); ++i) {
    if (!(ceiling[i] > kCeilingToJudge) || std::isnan(r2[i])) continue;
    score += r2[i];
    most += ceiling[i];
  }
  return score / most;
}

}  // namespace cortiscope
