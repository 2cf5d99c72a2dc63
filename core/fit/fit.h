#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/stop_token.h"
#include "core/data/fit_checkpoint.h"
#include "core/data/fit_result.h"
#include "core/fit/encoding_data.h"
#include "core/fit/standardize.h"
#include "core/metrics/score.h"

namespace cortiscope {

/// How to fit. The defaults are the published run, on standardised features.
struct FitOptions {
  int steps = 4000;  ///< 1 to 10,000,000
  int batch = 8;     ///< images per step, 1 to 4096
  /// Of AdamW, 1e-6 to 1; the selectors' is at most the published one. Three times that one finds
  /// the answer in a third of the steps where responses are clear (resources/help/engine.md).
  double learning_rate = kPublishedLearningRate;
  std::uint64_t seed = 0;  ///< of the split, the start and the order of images
  int threads = 0;         ///< 0: every core; to 1024
  std::string device = "auto";
  std::string engine = "fast";  ///< or "eager": the method as published; same numbers
  double validation = 0.1;      ///< fraction of the images, above 0 and below 1
  double test = 0.1;            ///< likewise; training has the rest
  int bottleneck = 128;         ///< D, 1 to 4096
  Standardize standardize = Standardize::kLayer;  ///< published: kNone
};

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
  double remaining_s = 0;  ///< estimate, validations and the final score included
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

/// What is fitted and how, as text: only a checkpoint of the same plan can be resumed.
std::string plan_of(const EncodingData& data, const FitOptions& options);

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
///          provenance.steps, and r2 is NaN, because the test images were not scored.
/// @throws Error  kBadValue: an option is out of range, a number became NaN, the score is better
///                than the noise ceiling allows (a leak), or the checkpoint is of another plan;
///                kNotFound: no sphere; kNoMemory: the device has too little memory
///
/// Source: Yang, Gee and Shi, "Brain Decodes Deep Nets" (arXiv:2312.01280).
FitResult fit_factor_topy(const EncodingData& data, const FitOptions& options,
                          const StopToken& stop, const OnFitProgress& on_progress,
                          const FitKeeping& keeping = {});

/// Steps between validations: twenty validations, or one per step if there are fewer steps.
int validation_interval(int steps);

/// The number of steps for this many passes over the training images.
/// @throws Error  kBadValue: more than FitOptions::steps can be
int steps_of_epochs(double epochs, const EncodingData& data, const FitOptions& options);

/// Scores of given parameters over these rows of the data.
/// @param scaling  what the parameters were fitted to
ScoreSum score_parameters(const EncodingData& data, const Parameters& parameters,
                          const TokenScaling& scaling, const std::vector<int>& rows,
                          const FitOptions& options);

/// @throws Error  kBadValue: the mean R2 is above 1.1 times the mean ceiling, which no correct
///                prediction reaches
void refuse_leak(const std::vector<float>& r2, const std::vector<float>& noise_ceiling);

}  // namespace cortiscope
