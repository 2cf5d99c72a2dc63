#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/data/fit_result.h"

namespace cortiscope {

/// A model and its optimiser in the middle of a fit.
template <class T>
struct EngineStateOf {
  ParametersOf<T> parameters, moment1, moment2;
  int steps = 0;  ///< optimiser steps done
};
using EngineState = EngineStateOf<float>;

/// A mean that is being gathered.
struct MeanSum {
  double sum = 0;
  int count = 0;

  void add(double value) {
    sum += value;
    ++count;
  }
  double mean() const { return count ? sum / count : 0; }
};

/// What a fit was started with, as far as it can be chosen.
struct FitChoices {
  std::string engine;
  int steps = 0;  ///< 0: unknown
  int batch = 0;
  double learning_rate = kPublishedLearningRate;
  std::uint64_t seed = 0;
};

/// Everything a fit needs to go on as if it had never been interrupted.
struct FitCheckpoint {
  FitChoices choices;
  std::string plan;  ///< what is fitted and how, as text; another plan cannot go on from here
  int step = 0;      ///< steps done
  double elapsed_s = 0;
  EngineState engine;
  MeanSum loss_since_validation;
  std::vector<HistoryPoint> history;
  std::vector<float> validation_r2;  ///< (N) of the last validation, or empty
  int best_step = 0;                 ///< 0: none yet
  double best_mean = 0;
  std::vector<float> best_r2;
  Parameters best_parameters;
};

}  // namespace cortiscope
