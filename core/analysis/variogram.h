#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace cortiscope {

/// Half the mean squared difference of the values of two positions, by their distance.
struct Variogram {
  std::vector<double> distance_mm;   ///< (B) mean distance of the pairs of each bin
  std::vector<double> semivariance;  ///< (B)
  std::vector<std::int64_t> pairs;   ///< (B), none 0
};

/// How much values depend on each other at a distance: the covariance of a stationary field, and
/// the nugget, what even the closest positions do not share.
struct CovarianceModel {
  /// How the covariance decays over distance: of rough fields, and of fields smooth enough to have
  /// a slope. Both are possible covariances of positions in space.
  enum class Decay { kExponential, kMatern32 };

  Decay decay = Decay::kExponential;
  double nugget = 0;
  double sill = 0;      ///< variance without the nugget
  double range_mm = 1;  ///< exp(-d / range), or (1 + d / range) exp(-d / range)

  /// Of two positions, distance 0 to any; without the nugget.
  double covariance(double distance_mm) const;
  double variance() const { return nugget + sill; }
};

/// Fits the model to a variogram by least squares weighted with the numbers of pairs, and chooses
/// the better of the two decays. Deterministic.
///
/// @return  absent with fewer than 3 bins, which cannot tell its 3 numbers
///
/// Source: Matheron, "Principles of Geostatistics", Econ. Geol. 58 (1963); Cressie, "Statistics for
/// Spatial Data" (1993), 2.6. We found intervals of slopes from these two decays to cover the null
/// more evenly over the smoothness of a map than those from one decay.
std::optional<CovarianceModel> fit_covariance(const Variogram& variogram);

}  // namespace cortiscope
