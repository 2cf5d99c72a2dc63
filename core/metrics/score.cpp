#include "core/metrics/score.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cortiscope {
namespace {

constexpr float kCeilingToJudge = 0.1F;
constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
constexpr double kLeastShare = 1e-12;  // of a variance in the squares: less is rounding

}  // namespace

ScoreSum::ScoreSum(int vertex_count)
    : errors_(vertex_count, 0),
      sums_(vertex_count, 0),
      squares_(vertex_count, 0),
      guess_sums_(vertex_count, 0),
      guess_squares_(vertex_count, 0),
      products_(vertex_count, 0) {}

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
      guess_sums_[i] += guess[i];
      guess_squares_[i] += double(guess[i]) * guess[i];
      products_[i] += double(truth[i]) * guess[i];
    }
  }
  image_count_ += int(measured.rows());
}

template <class Value>
std::vector<float> ScoreSum::where_known(const Value& value) const {
  std::vector<float> values(errors_.size(), kUnknown);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (const auto sst = total(i)) values[i] = float(value(i, *sst));
  }
  return values;
}

std::vector<float> ScoreSum::r2() const {
  return where_known([&](std::size_t i, double sst) { return 1 - errors_[i] / sst; });
}

std::vector<float> ScoreSum::correlation() const {
  return where_known([&](std::size_t i, double sst) {
    const double guessed = guess_total(i);
    const double common = products_[i] - guess_sums_[i] * sums_[i] / image_count_;
    const bool varies = guessed > kLeastShare * (1e-12 + guess_squares_[i]);
    return varies ? std::clamp(common / std::sqrt(guessed * sst), -1.0, 1.0) : 0.0;
  });
}

std::vector<float> ScoreSum::null_r2() const {
  return where_known([&](std::size_t i, double sst) {
    const double shift = guess_sums_[i] - sums_[i];
    return -(guess_total(i) + shift * shift / image_count_) / sst;
  });
}

double ScoreSum::guess_total(std::size_t i) const {
  return guess_squares_[i] - guess_sums_[i] * guess_sums_[i] / image_count_;
}

std::optional<double> ScoreSum::total(std::size_t i) const {
  if (image_count_ == 0) return std::nullopt;
  const double total = squares_[i] - sums_[i] * sums_[i] / image_count_;
  return total > kLeastShare * (1 + squares_[i]) ? std::optional(total) : std::nullopt;
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
