#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/data/array.h"
#include "core/data/features.h"
#include "core/data/map_snapshot.h"
#include "core/data/recipe.h"
#include "core/data/response_scaling.h"
#include "core/data/selectors.h"
#include "core/data/subject.h"
#include "core/data/token_scaling.h"

namespace cortiscope {

/// Every learned number by name, as in core/io/FORMAT.md: "space_mlp/w0", "local_bottleneck/3",
/// "readout_weight", ...
template <class T>
using ParametersOf = std::map<std::string, Array<T>>;
using Parameters = ParametersOf<float>;

/// One point of a fit's history, taken when validation was scored.
struct HistoryPoint {
  int step = 0;             ///< optimiser steps done
  float training_loss = 0;  ///< smooth L1, mean since the last point
  float regularizer = 0;    ///< R, at this step
  float validation_r2 = 0;  ///< mean over vertices
};

/// How a fit was made: printed with it, and checked when it is reused.
struct Provenance {
  std::string program;                     ///< "cortiscope 0.1.0"
  std::string created;                     ///< ISO 8601, UTC
  std::string subject_path, subject_hash;  ///< paths from the fit's folder; a name, where outside
  std::string features_path, features_hash;
  std::string engine, device;
  int threads = 0;
  std::uint64_t seed = 0;
  int steps = 0;  ///< planned; of an open-ended fit those done, or to be done at least
  bool is_open_ended = false;
  int steps_done = 0;  ///< fewer where it was stopped
  int best_step = 0;   ///< the state kept: best on validation
  int batch = 0;
  Recipe recipe = published_recipe();
  std::string standardize = "none";  ///< how the features were standardised (standardize.h)
  std::string ablation = "none";     ///< the part of the method left out (ablation.h)
  double null_r2 = 0;                ///< mean over vertices of the R2 that chance gives (score.h)
  std::string leak;         ///< why the score cannot be believed; empty where it can (leak.h)
  std::string near_images;  ///< test images that nearly repeat others (near_images.h), or empty
  double seconds = 0;

  /// Whether it did all its steps; else it was stopped.
  bool is_finished() const { return steps_done >= steps; }
};

/// A finished (or stopped) fit: small, and complete for display, prediction and resuming.
struct FitResult {
  Subject subject;                                                   ///< the subject it is drawn on
  FeatureInfo features;                                              ///< the features that it reads
  std::vector<int> training_images, validation_images, test_images;  ///< rows of features.images
  Selectors selectors;
  std::vector<float> r2;             ///< (N) on the test images
  std::vector<float> validation_r2;  ///< (N)
  std::vector<float> evidence;       ///< (N) q of the evidence test; empty where not tested
  Parameters parameters;             ///< empty where the file is only for display
  TokenScaling scaling;              ///< what the model reads: empty for raw tokens
  ResponseScaling response_scaling;  ///< what it predicts: empty for responses as they are
  std::vector<HistoryPoint> history;
  std::vector<MapSnapshot> snapshots;  ///< by step; empty of older fits and where none were kept
  Provenance provenance;
};

}  // namespace cortiscope
