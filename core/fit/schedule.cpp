#include "core/fit/schedule.h"

#include <algorithm>
#include <limits>

namespace cortiscope {
namespace {

constexpr double kRegularizerWeight = 0.1;
constexpr int kValidations = 20;
constexpr double kConvergedGain = 0.005;

/// The best mean validation R2 up to a step; minus infinity where there is none.
double best_until(double step, const std::vector<HistoryPoint>& history) {
  double best = -std::numeric_limits<double>::infinity();
  for (const HistoryPoint& point : history) {
    if (point.step <= step && point.validation_r2 > best) best = point.validation_r2;
  }
  return best;
}

}  // namespace

Schedule::Schedule(int steps, int batch, int soft_steps)
    : steps_(steps),
      soft_steps_(soft_steps > 0 ? soft_steps
                  : steps > 0    ? std::max(1, steps / 2)
                                 : std::max(1, kSoftImages / batch)),
      interval_(steps > 0 ? std::max(1, steps / kValidations) : kOpenInterval) {}

double Schedule::lambda(int step) const {
  return kRegularizerWeight * std::max(0.0, 1 - double(step) / soft_steps_);
}

int Schedule::end(const std::vector<HistoryPoint>& history) const {
  if (!is_open_ended()) return steps_;
  double gained = -std::numeric_limits<double>::infinity();
  int last_gain = 0;
  for (const HistoryPoint& point : history) {
    if (!(point.validation_r2 >= gained + kLeastGain)) continue;
    gained = point.validation_r2;
    last_gain = point.step;
  }
  const int stalled = last_gain + kPatience * interval_;
  return std::min(std::max(stalled, soft_steps_), kMostOpenSteps);
}

bool has_converged(const std::vector<HistoryPoint>& history) {
  if (history.empty()) return false;
  const double early = best_until(0.75 * history.back().step, history);
  return best_until(history.back().step, history) - early < kConvergedGain;
}

}  // namespace cortiscope
