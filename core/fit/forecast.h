#pragma once

#include <optional>
#include <string>

#include "core/fit/encoding_data.h"
#include "core/fit/fit_options.h"
#include "core/fit/model.h"

namespace cortiscope {

/// The amount of work in a fit: its steps, its validations and the final score.
struct FitWork {
  ModelSize size;
  int batch = 0;           ///< images per step
  int steps = 0;           ///< of an open-ended fit: the fewest
  int validate_every = 0;  ///< steps
  int validation_images = 0, test_images = 0;
};
FitWork work_of(const EncodingData& data, const FitOptions& options);
FitWork work_of(const ModelSize& size, int image_count, const FitOptions& options);

/// The time and memory that a fit needs on this machine.
struct FitForecast {
  double seconds = 0;
  double memory_mb = 0;  ///< in addition to the program and its data
};

/// Forecasts a fit before it starts: its arithmetic over the rate of a matrix product, measured
/// here in a third of a second, times the part of that rate that the engines reach in measurements.
/// Absent on a GPU, for which we have no measurements.
///
/// @throws Error  kBadValue: no such device
std::optional<FitForecast> forecast_fit(const FitWork& work, const FitOptions& options);

/// The same where the matrix product's rate is known.
FitForecast forecast_at_rate(const FitWork& work, const std::string& engine, int threads,
                             double gflop_per_s);

/// The remaining time of a running fit, estimated from its steps and validations so far.
class FitPace {
 public:
  explicit FitPace(FitWork work) : work_(std::move(work)) {}

  void stepped(double seconds);
  void validated(double seconds);

  /// After `step` of `steps`: the rest of them, the validations and the final score.
  /// @pre stepped()
  double remaining_s(int step, int steps) const;

 private:
  FitWork work_;
  double step_s_ = 0;                         // mean, recent steps weighted more
  std::optional<double> validation_image_s_;  // likewise; absent before the first
};

}  // namespace cortiscope
