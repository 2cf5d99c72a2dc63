#include "core/analysis/alignment.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "core/metrics/rank_correlation.h"

namespace cortiscope {
namespace {

constexpr double kQuantile95 = 1.96;

using Stages = std::vector<std::size_t>;  // indices in the order

/// The vertices of each stage, once where they are of two of its areas.
std::vector<StageRows> rows_of_stages(const ComparedSubject& subject, const RoiOrder& order) {
  std::vector<StageRows> stages;
  for (const RoiStage& stage : order.stages) {
    StageRows rows;
    for (const std::string& area : stage.areas) {
      const StageRows more = subject.rows_of_area(area);
      for (const Hemisphere h : kHemispheres) {
        std::vector<int> joined;
        std::set_union(rows[h].begin(), rows[h].end(), more[h].begin(), more[h].end(),
                       std::back_inserter(joined));
        rows[h] = std::move(joined);
      }
    }
    stages.push_back(std::move(rows));
  }
  return stages;
}

std::vector<StageRows> those_of(std::vector<StageRows> stages, const std::vector<bool>& kept) {
  for (StageRows& stage : stages) {
    for (std::vector<int>& rows : stage) {
      rows.erase(std::remove_if(rows.begin(), rows.end(),
                                [&](int row) { return !kept[std::size_t(row)]; }),
                 rows.end());
    }
  }
  return stages;
}

int count(const StageRows& rows, AlignedSide side) {
  int count = 0;
  for (const Hemisphere h : kHemispheres) {
    if (has(side, h)) count += int(rows[h].size());
  }
  return count;
}

std::vector<StageMean> states_of(const std::vector<StageRows>& all,
                                 const std::vector<StageRows>& used, AlignedSide side) {
  std::vector<StageMean> stages;
  for (std::size_t s = 0; s < all.size(); ++s) {
    StageMean stage;
    stage.vertices = count(used[s], side);
    stage.all_vertices = count(all[s], side);
    if (stage.all_vertices > 0) {
      stage.state = stage.vertices > kLeastEvidenceShare * stage.all_vertices
                        ? StageMean::State::kUsed
                        : StageMean::State::kTooLittleEvidence;
    }
    stages.push_back(stage);
  }
  return stages;
}

/// What of a line is a weighted sum of the means, and its interval.
Estimate estimate(const Eigen::VectorXd& weights, const Eigen::VectorXd& means,
                  const std::optional<Eigen::MatrixXd>& covariance) {
  Estimate estimate;
  estimate.value = weights.dot(means);
  if (covariance) {
    const double variance = weights.dot(*covariance * weights);
    const double half = kQuantile95 * std::sqrt(std::max(0.0, variance));
    estimate.low = estimate.value - half;
    estimate.high = estimate.value + half;
  }
  return estimate;
}

}  // namespace

int Alignment::stages_used() const {
  return int(std::count_if(stages.begin(), stages.end(), [](const StageMean& stage) {
    return stage.state == StageMean::State::kUsed;
  }));
}

const char* name_of(AlignedSide side) {
  return side == kBothSides ? "both" : name_of(side == kLeftSide ? kLh : kRh);
}

bool has(AlignedSide side, Hemisphere hemisphere) {
  return side == kBothSides || (side == kLeftSide) == (hemisphere == kLh);
}

OrderedStages::OrderedStages(const ComparedSubject& subject, const RoiOrder& order,
                             const std::vector<bool>& counted, const std::vector<bool>& used)
    : sample_(those_of(those_of(rows_of_stages(subject, order), counted), used),
              subject.positions) {
  const std::vector<StageRows> all = those_of(rows_of_stages(subject, order), counted);
  for (const AlignedSide side : kSides) stages_[side] = states_of(all, sample_.stages(), side);
  for (std::size_t s = 0; s < all.size(); ++s) heights_.push_back(order.height(s));
}

std::array<Alignment, 3> OrderedStages::align(const std::vector<float>& values) const {
  const std::optional<CovarianceModel> model = fit_covariance(sample_.variogram(values));
  std::array<Alignment, 3> alignments;
  for (const AlignedSide side : kSides) alignments[side] = align(values, side, model);
  return alignments;
}

Alignment OrderedStages::align(const std::vector<float>& values, AlignedSide side,
                               const std::optional<CovarianceModel>& model) const {
  Alignment alignment;
  alignment.stages = stages_[side];
  std::vector<Eigen::Index> used;
  std::vector<float> heights, means;
  for (std::size_t s = 0; s < heights_.size(); ++s) {
    StageMean& stage = alignment.stages[s];
    if (stage.state != StageMean::State::kUsed) continue;
    double sum = 0;
    for (const Hemisphere h : kHemispheres) {
      if (!has(side, h)) continue;
      for (const int row : sample_.stages()[s][h]) sum += double(values[std::size_t(row)]);
    }
    stage.mean = sum / stage.vertices;
    used.push_back(Eigen::Index(s));
    heights.push_back(float(heights_[s]));
    means.push_back(float(stage.mean));
  }
  if (used.size() < 2) return alignment;

  const auto size = Eigen::Index(used.size());
  Eigen::VectorXd x(size), y(size);
  for (Eigen::Index i = 0; i < size; ++i) {
    x[i] = heights_[std::size_t(used[std::size_t(i)])];
    y[i] = alignment.stages[std::size_t(used[std::size_t(i)])].mean;
  }
  std::optional<Eigen::MatrixXd> covariance;
  if (model) {
    covariance = sample_.covariance(*model, {has(side, kLh), has(side, kRh)})(used, used).eval();
  }
  const Eigen::VectorXd from_mean = x.array() - x.mean();
  const Eigen::VectorXd slope = from_mean / from_mean.squaredNorm();
  const Eigen::VectorXd mean = Eigen::VectorXd::Constant(size, 1.0 / double(size));
  for (Eigen::Index i = 0; i < size; ++i) {
    StageMean& stage = alignment.stages[std::size_t(used[std::size_t(i)])];
    const Estimate one = estimate(Eigen::VectorXd::Unit(size, i), y, covariance);
    stage.low = one.low;
    stage.high = one.high;
  }
  alignment.slope = estimate(slope, y, covariance);
  alignment.b0 = estimate(mean - x.mean() * slope, y, covariance);
  alignment.b1 = estimate(mean + (1 - x.mean()) * slope, y, covariance);
  constexpr std::size_t kLeastForRanks = 3;
  if (used.size() >= kLeastForRanks) alignment.spearman = rank_correlation(heights, means);
  return alignment;
}

}  // namespace cortiscope
