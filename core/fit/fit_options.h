#pragma once

#include <cstdint>
#include <string>

#include "core/data/recipe.h"
#include "core/fit/ablation.h"
#include "core/fit/encoding_data.h"
#include "core/fit/standardize.h"

namespace cortiscope {

/// How to fit.
struct FitOptions {
  int steps = 0;  ///< 1 to 10,000,000; 0: open-ended, until it has converged (schedule.h)
  int batch = 8;  ///< images per step, 1 to 4096
  /// Steps until the regulariser's weight is 0; 0: as schedule.h says. A fit that goes on from a
  /// checkpoint keeps the checkpoint's, so that another length changes no step already done.
  int soft_steps = 0;
  Recipe recipe = averaged_recipe();  ///< rates from 1e-6 to 1
  std::uint64_t seed = 0;             ///< of the split, the start and the order of images
  int threads = 0;                    ///< 0: every core; to 1024
  std::string device = "auto";
  std::string engine = "fast";  ///< or "eager": the method as published; same numbers
  double validation = 0.1;      ///< fraction of the images, above 0 and below 1
  double test = 0.1;            ///< likewise; training has the rest (split.h)
  int bottleneck = 128;         ///< D, 1 to 4096
  Standardize standardize = Standardize::kLayer;  ///< published: kNone
  Ablation ablation = Ablation::kNone;
  /// Snapshots of the maps on the way, in the fit (kept_snapshots.h). A fit that goes on from a
  /// checkpoint without any takes none.
  bool keeps_snapshots = true;
};

constexpr int kMostSteps = 10000000;

/// @throws Error  kBadValue: an option is out of range
void check(const FitOptions& options);

/// What is fitted and how, as text: only a checkpoint of the same plan can be resumed. It does not
/// name the length, so that a fit can always go on.
std::string plan_of(const EncodingData& data, const FitOptions& options);

}  // namespace cortiscope
