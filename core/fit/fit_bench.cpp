#include "core/fit/fit_bench.h"

#include <cassert>

#include "core/metrics/recovery.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

double seconds_at(int step, const std::vector<FitMoment>& moments) {
  FitMoment before;
  for (const FitMoment& moment : moments) {
    if (moment.step >= step) {
      const double part = double(step - before.step) / (moment.step - before.step);
      return before.elapsed_s + part * (moment.elapsed_s - before.elapsed_s);
    }
    before = moment;
  }
  return before.elapsed_s;
}

}  // namespace

std::optional<double> seconds_to_reach(double level, const std::vector<HistoryPoint>& history,
                                       const std::vector<FitMoment>& moments) {
  if (!(level > 0)) return std::nullopt;
  for (const HistoryPoint& point : history) {
    if (point.validation_r2 >= level) return seconds_at(point.step, moments);
  }
  return std::nullopt;
}

std::optional<FitTiming> time_fit(const EncodingData& study, const FitOptions& options,
                                  double target, const StopToken& stop,
                                  const OnFitProgress& on_progress) {
  assert(study.subject.truth && !study.subject.noise_ceiling.empty());
  std::vector<FitMoment> moments;
  const FitResult fit = fit_factor_topy(study, options, stop, [&](const FitProgress& progress) {
    moments.push_back({progress.step, progress.elapsed_s});
    if (on_progress) on_progress(progress);
  });
  if (!fit.provenance.is_finished()) return std::nullopt;

  const std::vector<float>& ceiling = study.subject.noise_ceiling;
  const Recovery found = recovery(fit.selectors, study.subject.truth->selectors);
  FitTiming timing;
  timing.r2_mean = mean_of_known(fit.r2);
  timing.r2_over_ceiling = score_over_ceiling(fit.r2, ceiling);
  timing.layer_argmax_hit = found.layer_argmax_hit;
  timing.layer_slope = found.layer_slope;
  timing.space_mae = found.space_mae;
  timing.scale_corr = found.scale_corr;
  timing.seconds = fit.provenance.seconds;
  timing.steps = fit.provenance.steps_done;
  timing.step_ms = 1000 * timing.seconds / timing.steps;
  const double last = fit.history.back().validation_r2;
  for (std::size_t i = 0; i < kFitBenchParts.size(); ++i) {
    timing.to_s[i] = seconds_to_reach(kFitBenchParts[i] * last, fit.history, moments);
  }
  timing.to_target_s = seconds_to_reach(target * mean_of_known(ceiling), fit.history, moments);
  return timing;
}

}  // namespace cortiscope
