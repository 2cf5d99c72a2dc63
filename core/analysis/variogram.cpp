#include "core/analysis/variogram.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cortiscope {
namespace {

using Decay = CovarianceModel::Decay;

constexpr double kShortestRangeMm = 0.5, kLongestRangeMm = 150;

double correlation_at(Decay decay, double distance_over_range) {
  const double fallen = std::exp(-distance_over_range);
  return decay == Decay::kExponential ? fallen : (1 + distance_over_range) * fallen;
}

/// The best nugget and sill, neither negative, for one decay and range, and what is left.
struct Fitted {
  CovarianceModel model;
  double error = std::numeric_limits<double>::infinity();
};

Fitted fit_at(const Variogram& variogram, Decay decay, double range_mm) {
  double n = 0, f = 0, ff = 0, g = 0, fg = 0, gg = 0;  // weighted sums; f: 1 - correlation
  for (std::size_t b = 0; b < variogram.pairs.size(); ++b) {
    const double weight = double(variogram.pairs[b]), value = variogram.semivariance[b];
    const double rise = 1 - correlation_at(decay, variogram.distance_mm[b] / range_mm);
    n += weight;
    f += weight * rise;
    ff += weight * rise * rise;
    g += weight * value;
    fg += weight * rise * value;
    gg += weight * value * value;
  }
  const double determinant = n * ff - f * f;
  double nugget = 0, sill = ff > 0 ? fg / ff : 0;
  if (determinant > 1e-12 * n * ff) {
    const double free_nugget = (g * ff - f * fg) / determinant;
    const double free_sill = (n * fg - f * g) / determinant;
    if (free_sill < 0) {
      nugget = g / n;
      sill = 0;
    } else if (free_nugget > 0) {
      nugget = free_nugget;
      sill = free_sill;
    }
  }
  const double error = gg - 2 * (nugget * g + sill * fg) + nugget * nugget * n +
                       2 * nugget * sill * f + sill * sill * ff;
  return {{decay, nugget, sill, range_mm}, error};
}

/// The best range of one decay: the best of a grid, refined between its neighbours by golden
/// section.
Fitted fit_range(const Variogram& variogram, Decay decay) {
  constexpr int kGrid = 40, kRefinements = 40;
  const double first = std::log(kShortestRangeMm);
  const double step = (std::log(kLongestRangeMm) - first) / (kGrid - 1);
  const auto at = [&](double log_range) { return fit_at(variogram, decay, std::exp(log_range)); };
  int best = 0;
  Fitted fitted;
  for (int i = 0; i < kGrid; ++i) {
    const Fitted tried = at(first + i * step);
    if (tried.error < fitted.error) {
      fitted = tried;
      best = i;
    }
  }
  const double kGolden = (std::sqrt(5.0) - 1) / 2;
  double low = first + std::max(0, best - 1) * step;
  double high = first + std::min(kGrid - 1, best + 1) * step;
  for (int i = 0; i < kRefinements; ++i) {
    const double width = kGolden * (high - low);
    const Fitted left = at(high - width), right = at(low + width);
    for (const Fitted& tried : {left, right}) {
      if (tried.error < fitted.error) fitted = tried;
    }
    (left.error < right.error ? high : low) = left.error < right.error ? low + width : high - width;
  }
  return fitted;
}

}  // namespace

double CovarianceModel::covariance(double distance_mm) const {
  return sill * correlation_at(decay, distance_mm / range_mm);
}

std::optional<CovarianceModel> fit_covariance(const Variogram& variogram) {
  constexpr std::size_t kNumbers = 3;
  if (variogram.pairs.size() < kNumbers) return std::nullopt;
  const Fitted rough = fit_range(variogram, Decay::kExponential);
  const Fitted smooth = fit_range(variogram, Decay::kMatern32);
  return (smooth.error < rough.error ? smooth : rough).model;
}

}  // namespace cortiscope
