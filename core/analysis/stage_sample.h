#pragma once

#include <Eigen/Core>
#include <array>
#include <cstdint>
#include <vector>

#include "core/analysis/variogram.h"
#include "core/data/array.h"
#include "core/data/cortex.h"

namespace cortiscope {

/// The vertices of one stage, as rows of N-sized arrays, ascending, [lh, rh]. Stages may share
/// vertices.
using StageRows = std::array<std::vector<int>, 2>;

/// Distances between the vertices of S stages, from which the covariance of the stages' means
/// follows for any values. Of a stage's hemisphere with more than kSampledVertices a sample of so
/// many is measured, the same every time.
///
/// Distances are straight ones between positions on the sphere, which keep the covariance of every
/// model possible; up to 49 mm they are within 1 % of those along it.
class StageSample {
 public:
  static constexpr int kSampledVertices = 300;
  static constexpr double kVariogramBinMm = 2, kVariogramEndMm = 40;

  /// @param stages     (S)
  /// @param positions  (N, 3) on the sphere of each vertex's hemisphere, mm
  StageSample(std::vector<StageRows> stages, const Array<float>& positions);

  /// The variogram of the values' residuals about their stage's mean, from pairs of one stage and
  /// hemisphere. (Between stages, the means that are subtracted would hide the dependence.)
  ///
  /// @param values  (N)
  Variogram variogram(const std::vector<float>& values) const;

  /// The covariance of the stages' means over these hemispheres' vertices.
  ///
  /// @param hemispheres  which of [lh, rh]
  /// @return (S, S); NaN for stages that have no vertices there
  Eigen::MatrixXd covariance(const CovarianceModel& model,
                             const std::array<bool, 2>& hemispheres) const;

  const std::vector<StageRows>& stages() const { return stages_; }

 private:
  /// The distances between the vertices of two stages in one hemisphere.
  struct Block {
    std::size_t first, second;  ///< stages
    Hemisphere hemisphere;
    double shared = 0;           ///< vertices of both
    std::vector<double> counts;  ///< of pairs of different vertices, by distance
  };

  Block measure(std::size_t first, std::size_t second, Hemisphere hemisphere,
                const Array<float>& positions) const;
  void measure_variogram(const Array<float>& positions);

  std::vector<StageRows> stages_;
  std::vector<StageRows> sampled_;
  std::vector<Block> blocks_;
  // The variogram's bins, and those of the pairs within a stage and hemisphere, in the order of
  // variogram()'s loops.
  std::vector<std::uint8_t> bin_of_pair_;
  std::vector<double> distance_sum_;
  std::vector<std::int64_t> pair_count_;
};

}  // namespace cortiscope
