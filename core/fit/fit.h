#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/stop_token.h"
#include "core/data/fit_checkpoint.h"
#include "core/data/fit_result.h"
#include "core/fit/encoding_data.h"
#include "core/fit/fit_options.h"

namespace cortiscope {

/// The state of a running fit, from which the maps are drawn.
struct FitSnapshot {
  Selectors selectors;
  std::vector<float> validation_r2;  ///< (N), of the last validation; empty before the first
};

/// The progress of a fit. May be stored; the snapshot never changes.
struct FitProgress {
  int step = 0;          ///< steps done
  int steps = 0;         ///< planned steps
  double smooth_l1 = 0;  ///< mean since the last report
  double regularizer = 0;
  double validation_r2 = 0;  ///< mean over vertices at the last validation; NaN before the first
  double elapsed_s = 0;
  double remaining_s = 0;  ///< estimate, to `steps`, validations and the final score included
  std::string device;      ///< that computes: "cpu" or "cuda:N"
  double memory_mb = 0;    ///< that this process holds there, as TorchModule::memory_mb says
  std::shared_ptr<const FitSnapshot> snapshot;
  std::string warning;  ///< why the state could not be kept the last time; empty if it was
};

using OnFitProgress = std::function<void(const FitProgress&)>;

/// How the state of a fit is saved and resumed.
struct FitKeeping {
  /// Called on the fit's thread regularly, on stop, and where the data can no longer be read, with
  /// everything needed to resume. If it throws an Error, the fit goes on, reports it as a warning,
  /// and tries again. May be empty.
  std::function<void(const FitCheckpoint&)> save;
  double every_s = 60;
  /// The state to resume from. The result equals that of an uninterrupted run, bit for bit on the
  /// CPU.
  std::optional<FitCheckpoint> resume;
};

/// Fits FactorTopy: for every vertex, soft selectors over layer, receptive field and scale that are
/// smooth on the cortex, then a linear read-out of the selected feature. The state kept is the best
/// on validation, the score is on the test images.
///
/// Runs on the calling thread and returns when done; FitSession is the background form. A second
/// thread reads the next batch while one is processed. The same data, options and thread count give
/// the same result.
///
/// @param on_progress  called on this thread at least four times a second and after the last
///                     step; may be empty
/// @return  the fit. If `stop` was requested first, the state reached: provenance.steps_done <
///          provenance.steps, and r2 is NaN, because the test images were not scored. Where the
///          score is better than the noise ceiling allows, provenance.leak says so.
/// @throws Error  kBadValue: an option is out of range, a number became NaN, or the checkpoint is
///                of another plan; kNotFound: no sphere; kNoMemory: the device has too little
///                memory, with a batch that fits (batch_memory.h)
///
/// Source: Yang, Gee and Shi, "Brain Decodes Deep Nets" (arXiv:2312.01280).
FitResult fit_factor_topy(const EncodingData& data, const FitOptions& options,
                          const StopToken& stop, const OnFitProgress& on_progress,
                          const FitKeeping& keeping = {});

/// The number of steps for this many passes over the training images.
/// @throws Error  kBadValue: more than FitOptions::steps can be
int steps_of_epochs(double epochs, const EncodingData& data, const FitOptions& options);

}  // namespace cortiscope
