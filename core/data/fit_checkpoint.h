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
  ParametersOf<T> average;  ///< of the parameters; empty where none is kept
  int steps = 0;            ///< optimiser steps done
};
using EngineState = EngineStateOf<float>;

/// A running mean.
struct MeanSum {
  double sum = 0;
  int count = 0;

  void add(double value) {
    sum += value;
    ++count;
  }
  double mean() const { return count ? sum / count : 0; }
};

/// The snapshots of a running fit.
struct SnapshotState {
  std::vector<MapSnapshot> kept;  ///< by step
  MeanSum loss;                   ///< smooth L1 of the steps since the last one was taken
};

/// The options that a fit was started with.
struct FitChoices {
  std::string engine;  ///< empty: the choices are not known
  int steps = 0;       ///< 0: open-ended
  int soft_steps = 0;  ///< until the regulariser's weight is 0
  int batch = 0;
  Recipe recipe = published_recipe();
  std::uint64_t seed = 0;
  std::string standardize = "none";
  std::string ablation = "none";
};

/// Everything a fit needs to resume as if it had not been interrupted.
struct FitCheckpoint {
  FitChoices choices;
  std::string plan;  ///< what is fitted and how, as text; other plans cannot resume from it
  int step = 0;      ///< steps done
  double elapsed_s = 0;
  EngineState engine;
  MeanSum loss_since_validation;
  std::vector<HistoryPoint> history;
  SnapshotState snapshots;
  std::vector<float> validation_r2;  ///< (N) of the last validation, or empty
  int best_step = 0;                 ///< 0: none yet
  double best_mean = 0;
  std::vector<float> best_r2;
  Parameters best_parameters;
};

}  // namespace cortiscope
