#pragma once

#include <array>
#include <optional>
#include <vector>

#include "core/fit/fit.h"

namespace cortiscope {

/// The fractions of the last validation R2 whose times are reported.
constexpr std::array<double, 3> kFitBenchParts = {0.5, 0.8, 0.9};

/// A point in time of a fit: steps done, and seconds since its start.
struct FitMoment {
  int step = 0;
  double elapsed_s = 0;
};

/// The scores that one fit reached, and the times.
struct FitTiming {
  double r2_mean = 0;           ///< test images
  double r2_over_ceiling = 0;   ///< as Evaluation's
  double layer_argmax_hit = 0;  ///< as Recovery's, and so below
  double layer_slope = 0;
  double space_mae = 0;
  double scale_corr = 0;
  double seconds = 0;                         ///< of the whole fit, validation and scoring too
  int steps = 0;                              ///< done
  double step_ms = 0;                         ///< seconds over steps
  std::array<std::optional<double>, 3> to_s;  ///< until kFitBenchParts of the last validation R2
  std::optional<double> to_target_s;          ///< until validation R2 / mean ceiling was the target
};

/// Fits a study whose truth and noise ceiling are known, and times it.
///
/// @param target  of validation R2 over the mean noise ceiling
/// @return  nullopt if `stop` was requested first
/// @throws Error  as fit_factor_topy
std::optional<FitTiming> time_fit(const EncodingData& study, const FitOptions& options,
                                  double target, const StopToken& stop,
                                  const OnFitProgress& on_progress);

/// When the validation R2 was first at least `level`: the time of that validation, between the
/// moments known before and after it. Absent where it never was, or where level is not above 0.
///
/// @param moments  ascending; before the first the fit is taken to have started at 0
std::optional<double> seconds_to_reach(double level, const std::vector<HistoryPoint>& history,
                                       const std::vector<FitMoment>& moments);

}  // namespace cortiscope
