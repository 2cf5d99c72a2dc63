#include "core/metrics/score.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cortiscope {
namespace {

constexpr float kCeilingToJudge = 0.1F;
constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();
constexpr double kLeastShare = 1e-12;  // of a variance in the squares: less is rounding

/// (N) value(vertex, SST); NaN where the responses do not vary.
template <class Value>
std::vector<float> where_known(const PairSums& sums, const Value& value) {
  std::vector<float> values(sums.truths.size(), kUnknown);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (const auto sst = sums.truth_total(i)) values[i] = float(value(i, *sst));
  }
  return values;
}

}  // namespace

PairSums::PairSums(int vertex_count)
    : truths(vertex_count, 0),
      truth_squares(vertex_count, 0),
      guesses(vertex_count, 0),
      guess_squares(vertex_count, 0),
      products(vertex_count, 0) {}

template <class T>
void PairSums::add(const T* guess, const T* truth) {
  for (std::size_t i = 0; i < truths.size(); ++i) {
    truths[i] += truth[i];
    truth_squares[i] += double(truth[i]) * truth[i];
    guesses[i] += guess[i];
    guess_squares[i] += double(guess[i]) * guess[i];
    products[i] += double(truth[i]) * guess[i];
  }
  ++count;
}

double PairSums::guess_total(std::size_t i) const {
  return guess_squares[i] - guesses[i] * guesses[i] / count;
}

std::optional<double> PairSums::truth_total(std::size_t i) const {
  if (count == 0) return std::nullopt;
  const double total = truth_squares[i] - truths[i] * truths[i] / count;
  return total > kLeastShare * (1 + truth_squares[i]) ? std::optional(total) : std::nullopt;
}

ScoreSum::ScoreSum(int vertex_count) : errors_(vertex_count, 0), images_(vertex_count) {}

void ScoreSum::add(const Array<float>& predicted, const Array<float>& measured,
                   const std::vector<int>& groups) {
  assert(predicted.shape == measured.shape);
  assert(groups.empty() || std::int64_t(groups.size()) == measured.rows());
  assert(images_.count == 0 || groups.empty() == (last_.count == 0));
  for (std::int64_t image = 0; image < measured.rows(); ++image) {
    const float* guess = predicted.row(image);
    const float* truth = measured.row(image);
    for (std::size_t i = 0; i < errors_.size(); ++i) {
      const double error = double(truth[i]) - guess[i];
      errors_[i] += error * error;
    }
    images_.add(guess, truth);
    if (!groups.empty()) add_to_group(groups[std::size_t(image)], guess, truth);
  }
}

void ScoreSum::add_to_group(int id, const float* guess, const float* truth) {
  if (last_.count == 0) groups_ = PairSums(int(errors_.size()));
  if (last_.count == 0 || last_.id != id) {
    close(last_, groups_);
    last_ = {std::vector<double>(errors_.size(), 0), std::vector<double>(errors_.size(), 0), id, 0};
  }
  ++last_.count;
  for (std::size_t i = 0; i < errors_.size(); ++i) {
    last_.guesses[i] += guess[i];
    last_.truths[i] += truth[i];
  }
}

void ScoreSum::close(const Group& group, PairSums& sums) {
  if (group.count == 0) return;
  std::vector<double> guesses = group.guesses, truths = group.truths;
  for (double& guess : guesses) guess /= group.count;
  for (double& truth : truths) truth /= group.count;
  sums.add(guesses.data(), truths.data());
}

PairSums ScoreSum::independent() const {
  if (last_.count == 0) return images_;
  PairSums all = groups_;
  close(last_, all);
  return all;
}

std::vector<float> ScoreSum::r2() const {
  return where_known(images_, [&](std::size_t i, double sst) { return 1 - errors_[i] / sst; });
}

std::vector<float> ScoreSum::correlation() const {
  const PairSums sums = independent();
  return where_known(sums, [&](std::size_t i, double sst) {
    const double guessed = sums.guess_total(i);
    const double common = sums.products[i] - sums.guesses[i] * sums.truths[i] / sums.count;
    const bool varies = guessed > kLeastShare * (1e-12 + sums.guess_squares[i]);
    return varies ? std::clamp(common / std::sqrt(guessed * sst), -1.0, 1.0) : 0.0;
  });
}

std::vector<float> ScoreSum::null_r2() const {
  return where_known(images_, [&](std::size_t i, double sst) {
    const double shift = images_.guesses[i] - images_.truths[i];
    return -(images_.guess_total(i) + shift * shift / images_.count) / sst;
  });
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
