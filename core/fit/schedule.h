#pragma once

#include <vector>

#include "core/data/fit_result.h"

namespace cortiscope {

/// The length of a fit, and what depends on it.
///
/// A fit of a given length validates twenty times. An open-ended one validates every
/// kOpenInterval steps and ends kPatience validations after the last one that gained kLeastGain,
/// though not before its selectors are free to commit themselves.
class Schedule {
 public:
  static constexpr int kOpenInterval = 200;    ///< steps
  static constexpr int kPatience = 5;          ///< validations
  static constexpr double kLeastGain = 0.001;  ///< of the mean validation R2
  static constexpr int kMostOpenSteps = 20000;

  /// @param steps        0: open-ended
  /// @param batch        images per step
  /// @param soft_steps   0: half of `steps`; kSoftImages for an open-ended fit
  Schedule(int steps, int batch, int soft_steps = 0);

  bool is_open_ended() const { return steps_ == 0; }

  /// The step at which the weight of the regulariser, which falls in a straight line, is 0.
  int soft_steps() const { return soft_steps_; }
  /// The weight of the regulariser after so many steps.
  double lambda(int step) const;

  /// Steps between validations.
  int interval() const { return interval_; }

  /// The step at which the fit ends, as far as its validations tell.
  int end(const std::vector<HistoryPoint>& history) const;

 private:
  int steps_, soft_steps_, interval_;
};

/// Images after which an open-ended fit's selectors are free to commit themselves, as published:
/// 2,000 steps of 8.
constexpr int kSoftImages = 16000;

/// Whether more steps would hardly help: the best mean validation R2 of all is less than 0.005
/// above that of the first three quarters of the steps.
bool has_converged(const std::vector<HistoryPoint>& history);

}  // namespace cortiscope
