#include "core/analysis/stage_sample.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/base/random.h"

namespace cortiscope {
namespace {

// The covariance is averaged over distances in bins so narrow that it is straight within one.
constexpr double kBinMm = 0.5, kSphereDiameterMm = 200;
constexpr std::size_t kBins = std::size_t(kSphereDiameterMm / kBinMm) + 1;

constexpr int kVariogramBins = int(StageSample::kVariogramEndMm / StageSample::kVariogramBinMm);

std::vector<int> sample_of(const std::vector<int>& rows, Random& random) {
  if (rows.size() <= std::size_t(StageSample::kSampledVertices)) return rows;
  std::vector<int> sampled = rows;
  random.shuffle(sampled);
  sampled.resize(std::size_t(StageSample::kSampledVertices));
  return sampled;
}

Eigen::Map<const Eigen::Vector3f> position(const Array<float>& positions, int row) {
  return Eigen::Map<const Eigen::Vector3f>(positions.row(row));
}

}  // namespace

StageSample::StageSample(std::vector<StageRows> stages, const Array<float>& positions)
    : stages_(std::move(stages)), sampled_(stages_.size()) {
  Random random(/*seed=*/1, /*stream=*/7);
  for (std::size_t s = 0; s < stages_.size(); ++s) {
    for (const Hemisphere h : kHemispheres) sampled_[s][h] = sample_of(stages_[s][h], random);
  }
  for (const Hemisphere h : kHemispheres) {
    for (std::size_t first = 0; first < stages_.size(); ++first) {
      for (std::size_t second = first; second < stages_.size(); ++second) {
        if (stages_[first][h].empty() || stages_[second][h].empty()) continue;
        blocks_.push_back(measure(first, second, h, positions));
      }
    }
  }
  measure_variogram(positions);
}

StageSample::Block StageSample::measure(std::size_t first, std::size_t second,
                                        Hemisphere hemisphere,
                                        const Array<float>& positions) const {
  Block block{first, second, hemisphere, 0, std::vector<double>(kBins, 0)};
  std::vector<int> shared;
  const std::vector<int>&one = stages_[first][hemisphere], &other = stages_[second][hemisphere];
  std::set_intersection(one.begin(), one.end(), other.begin(), other.end(),
                        std::back_inserter(shared));
  block.shared = double(shared.size());
  for (const int a : sampled_[first][hemisphere]) {
    const Eigen::Vector3f from = position(positions, a);
    for (const int b : sampled_[second][hemisphere]) {
      if (a == b) continue;
      const double distance = (position(positions, b) - from).norm();
      block.counts[std::min(kBins - 1, std::size_t(distance / kBinMm))] += 1;
    }
  }
  return block;
}

void StageSample::measure_variogram(const Array<float>& positions) {
  distance_sum_.assign(kVariogramBins + 1, 0);  // the last for pairs that are too far apart
  pair_count_.assign(kVariogramBins + 1, 0);
  for (const StageRows& stage : sampled_) {
    for (const std::vector<int>& rows : stage) {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        const Eigen::Vector3f from = position(positions, rows[i]);
        for (std::size_t j = 0; j < i; ++j) {
          const double distance = (position(positions, rows[j]) - from).norm();
          const int bin = std::min(kVariogramBins, int(distance / kVariogramBinMm));
          bin_of_pair_.push_back(std::uint8_t(bin));
          distance_sum_[std::size_t(bin)] += distance;
          ++pair_count_[std::size_t(bin)];
        }
      }
    }
  }
}

Variogram StageSample::variogram(const std::vector<float>& values) const {
  std::vector<double> squares(kVariogramBins + 1, 0);
  std::vector<float> sampled;
  const std::uint8_t* bin = bin_of_pair_.data();
  for (const StageRows& stage : sampled_) {
    for (const std::vector<int>& rows : stage) {
      sampled.clear();
      for (const int row : rows) sampled.push_back(values[std::size_t(row)]);
      for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
          const double difference = sampled[i] - sampled[j];
          squares[*bin++] += difference * difference;
        }
      }
    }
  }
  Variogram variogram;
  for (std::size_t b = 0; b < std::size_t(kVariogramBins); ++b) {
    if (pair_count_[b] == 0) continue;
    variogram.distance_mm.push_back(distance_sum_[b] / double(pair_count_[b]));
    variogram.semivariance.push_back(squares[b] / double(pair_count_[b]) / 2);
    variogram.pairs.push_back(pair_count_[b]);
  }
  return variogram;
}

Eigen::MatrixXd StageSample::covariance(const CovarianceModel& model,
                                        const std::array<bool, 2>& hemispheres) const {
  std::vector<double> at(kBins);
  for (std::size_t b = 0; b < kBins; ++b) at[b] = model.covariance((double(b) + 0.5) * kBinMm);
  const auto count = [&](std::size_t stage, Hemisphere h) {
    return hemispheres[h] ? double(stages_[stage][h].size()) : 0;
  };
  const auto size = Eigen::Index(stages_.size());
  Eigen::MatrixXd sum = Eigen::MatrixXd::Zero(size, size);
  for (const Block& block : blocks_) {
    if (!hemispheres[block.hemisphere]) continue;
    double pairs = 0, covariance = 0;
    for (std::size_t b = 0; b < kBins; ++b) {
      pairs += block.counts[b];
      covariance += block.counts[b] * at[b];
    }
    const double apart =
        count(block.first, block.hemisphere) * count(block.second, block.hemisphere) - block.shared;
    const double value =
        block.shared * model.variance() + (pairs > 0 ? apart * covariance / pairs : 0);
    const auto s = Eigen::Index(block.first), t = Eigen::Index(block.second);
    sum(s, t) = sum(t, s) = sum(s, t) + value;
  }
  for (Eigen::Index s = 0; s < size; ++s) {
    for (Eigen::Index t = 0; t < size; ++t) {
      const auto total = [&](Eigen::Index stage) {
        return count(std::size_t(stage), kLh) + count(std::size_t(stage), kRh);
      };
      sum(s, t) /= total(s) * total(t);
    }
  }
  return sum;
}

}  // namespace cortiscope
