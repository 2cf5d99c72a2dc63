#include "core/fit/fit.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <limits>
#include <new>
#include <numeric>

#include "core/base/error.h"
#include "core/base/process_memory.h"
#include "core/base/random.h"
#include "core/fit/batch_reader.h"
#include "core/fit/engine.h"
#include "core/fit/forecast.h"
#include "core/fit/split.h"
#include "core/fit/torch_module.h"
#include "core/fit/twins.h"
#include "core/metrics/evidence.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

constexpr std::uint64_t kOrderStream = 3;
constexpr double kRegularizerWeight = 0.1;
constexpr double kReportEvery_s = 0.2;
constexpr int kValidations = 20;
constexpr int kScoringBatch = 16;
constexpr int kMostSteps = 10000000;
constexpr double kMostScoreOverCeiling = 1.1;

template <class T>
void require_range(const char* option, T value, T least, T most) {
  if (value >= least && value <= most) return;
  throw option_error(ErrorKind::kBadValue, option,
                     "expected " + std::to_string(least) + " to " + std::to_string(most) +
                         ", found " + std::to_string(value));
}

void check(const FitOptions& options) {
  require_range("steps", options.steps, 1, kMostSteps);
  require_range("batch", options.batch, 1, 4096);
  require_range("learning-rate", options.learning_rate, 1e-6, 1.0);
  require_range("threads", options.threads, 0, 1024);
  require_range("bottleneck", options.bottleneck, 1, 4096);
  require_range("validation fraction", options.validation, 1e-6, 0.9);
  require_range("test fraction", options.test, 1e-6, 0.9);
}

/// The training rows in an order shuffled again every epoch, always in full batches: a batch may
/// span two epochs.
class ShuffledRows {
 public:
  ShuffledRows(std::vector<int> rows, std::uint64_t seed)
      : rows_(std::move(rows)), random_(seed, kOrderStream), next_(rows_.size()) {}

  std::vector<int> next(int count) {
    std::vector<int> batch;
    while (int(batch.size()) < count) {
      if (next_ == rows_.size()) {
        random_.shuffle(rows_);
        next_ = 0;
      }
      batch.push_back(rows_[next_++]);
    }
    return batch;
  }

 private:
  std::vector<int> rows_;
  Random random_;
  std::size_t next_;
};

/// Scores over some rows; nothing if `stop` was requested meanwhile.
std::optional<ScoreSum> score(Engine<float>& engine, const EncodingData& data,
                              const TokenScaling& scaling, const std::vector<int>& some,
                              const StopToken& stop) {
  const std::vector<int> rows = with_twins_together(some, data.twins);
  ScoreSum sum(data.subject.vertex_count());
  std::size_t first = 0;
  BatchReader batches(data, scaling, [&] {
    const std::size_t last = std::min(rows.size(), first + kScoringBatch);
    const std::vector<int> batch(rows.begin() + std::ptrdiff_t(first),
                                 rows.begin() + std::ptrdiff_t(last));
    first = last;
    return batch;
  });
  while (batches.has_next()) {
    if (stop.stop_requested()) return std::nullopt;
    const EncodingBatch batch = batches.next();
    sum.add(engine.predict(batch.tokens), batch.responses, batch.groups);
  }
  return sum;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  char text[32];
  std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text;
}

/// One run of the optimiser over its data: trains, validates, reports.
class Run {
 public:
  Run(const EncodingData& data, const FitOptions& options, const Split& split, StopToken stop,
      const OnFitProgress& on_progress, const FitKeeping& keeping)
      : data_(data),
        options_(options),
        split_(split),
        stop_(std::move(stop)),
        on_progress_(on_progress),
        keeping_(keeping),
        device_(torch_module().resolve_device(options.device)),
        threads_(torch_module().use_threads(options.threads)),
        work_(work_of(data, options)),
        pace_(work_),
        scaling_(
            measure_tokens(*data.features, images_of(split.training), options.standardize, stop_)) {
    if (device_ == "cpu") {
      constexpr double kAnyRate = 1;  // only the memory is asked for
      require_memory(forecast_at_rate(work_, options.engine, threads_, kAnyRate).memory_mb, "fit");
    }
    engine_ = torch_module().make_engine(
        options.engine, work_.size, position_encoding(sphere_positions(data.subject)),
        initial_parameters<float>(work_.size, options.seed), device_);
    if (keeping_.resume) resume(*keeping_.resume);
  }

  FitResult fit() {
    ShuffledRows order(split_.training, options_.seed);
    for (int step = 0; step < step_; ++step) order.next(options_.batch);  // steps already done
    const int validate_every = work_.validate_every;
    const bool is_validation_missing = step_ > 0 && step_ % validate_every == 0 &&
                                       (history_.empty() || history_.back().step < step_);
    if (is_validation_missing) validate();  // stopped during that validation
    BatchReader batches(data_, scaling_, [&] { return order.next(options_.batch); });
    while (step_ < options_.steps && !stop_.stop_requested()) {
      const auto began = std::chrono::steady_clock::now();
      train(or_keep([&] { return batches.next(); }));
      pace_.stepped(seconds_since(began));
      const bool is_last = step_ == options_.steps;
      if (is_last || step_ % validate_every == 0) validate();
      if (is_last || seconds_since(reported_) >= kReportEvery_s) report();
      if (!is_last && seconds_since(saved_) >= keeping_.every_s) save();
    }
    if (step_ < options_.steps) {
      save();
      if (!warning_.empty()) report();
    }
    return finish();
  }

 private:
  /// The features' images of some rows.
  std::vector<int> images_of(const std::vector<int>& rows) const {
    std::vector<int> images;
    for (const int row : rows) images.push_back(data_.images[row]);
    return images;
  }

  void resume(const FitCheckpoint& checkpoint) {
    if (checkpoint.plan != plan_of(data_, options_)) {
      throw option_error(ErrorKind::kBadValue, "resume",
                         "expected a checkpoint of this fit (" + plan_of(data_, options_) +
                             "), found one of another (" + checkpoint.plan + ")",
                         "give the same files and options, or start a new fit");
    }
    engine_->restore(checkpoint.engine);
    step_ = checkpoint.step;
    elapsed_before_s_ = checkpoint.elapsed_s;
    loss_since_validation_ = checkpoint.loss_since_validation;
    history_ = checkpoint.history;
    validation_r2_ = checkpoint.validation_r2;
    best_step_ = checkpoint.best_step;
    best_mean_ = checkpoint.best_mean;
    best_r2_ = checkpoint.best_r2;
    best_parameters_ = checkpoint.best_parameters;
  }

  void save() {
    catch_up();
    saved_ = std::chrono::steady_clock::now();
    warning_.clear();
    if (!keeping_.save) return;
    try {
      keeping_.save({{options_.engine, options_.steps, options_.batch, options_.learning_rate,
                      options_.seed, name_of(options_.standardize)},
                     plan_of(data_, options_),
                     step_,
                     elapsed_s(),
                     engine_->state(),
                     loss_since_validation_,
                     history_,
                     validation_r2_,
                     best_step_,
                     best_mean_,
                     best_r2_,
                     best_parameters_});
    } catch (const Error& error) {
      warning_ = error.what();  // a full disk may have room again in a minute
    }
  }

  /// Reads data. Where that fails, as with a file that changes, what was learned is kept.
  template <class Read>
  auto or_keep(const Read& read) -> decltype(read()) {
    try {
      return read();
    } catch (const Error&) {
      if (step_ > 0) save();
      throw;
    }
  }

  double elapsed_s() const { return elapsed_before_s_ + seconds_since(started_); }

  void train(const EncodingBatch& batch) {
    const double decay = std::max(0.0, 1 - 2.0 * step_ / options_.steps);
    engine_->step(batch.tokens, batch.responses,
                  {kRegularizerWeight * decay, options_.learning_rate});
    ++step_;
  }

  /// Takes the reports of the last steps, which a GPU may only now have finished.
  void catch_up() {
    const std::vector<StepReport> reports = engine_->take_reports();
    int step = step_ - int(reports.size());
    for (const StepReport& report : reports) {
      ++step;
      if (!std::isfinite(report.smooth_l1) || !std::isfinite(report.gradient_norm)) {
        throw Error(ErrorKind::kBadValue, "fit",
                    "the loss is no longer a number at step " + std::to_string(step),
                    "are the features of network \"" + data_.features->info().network +
                        "\" very large? Standardise them and fit again");
      }
      smooth_l1_.add(report.smooth_l1);
      loss_since_validation_.add(report.smooth_l1);
      regularizer_ = report.regularizer;
    }
  }

  void validate() {
    catch_up();
    const auto began = std::chrono::steady_clock::now();
    const std::optional<ScoreSum> scored =
        or_keep([&] { return score(*engine_, data_, scaling_, split_.validation, stop_); });
    if (!scored) return;  // stopped
    pace_.validated(seconds_since(began));
    validation_r2_ = scored->r2();
    const double mean = mean_of_known(validation_r2_);
    history_.push_back(
        {step_, float(loss_since_validation_.mean()), float(regularizer_), float(mean)});
    loss_since_validation_ = {};
    if (best_step_ == 0 || mean > best_mean_) {
      best_mean_ = mean;
      best_step_ = step_;
      best_r2_ = validation_r2_;
      best_parameters_ = engine_->parameters();
    }
  }

  void report() {
    catch_up();
    reported_ = std::chrono::steady_clock::now();
    if (!on_progress_) return;
    FitProgress progress;
    progress.step = step_;
    progress.steps = options_.steps;
    progress.smooth_l1 = smooth_l1_.mean();
    smooth_l1_ = {};
    progress.regularizer = regularizer_;
    progress.validation_r2 =
        history_.empty() ? std::numeric_limits<double>::quiet_NaN() : history_.back().validation_r2;
    progress.elapsed_s = elapsed_s();
    progress.remaining_s = pace_.remaining_s(step_);
    progress.warning = warning_;
    progress.snapshot =
        std::make_shared<FitSnapshot>(FitSnapshot{engine_->selectors(), validation_r2_});
    on_progress_(progress);
  }

  FitResult finish() {
    const bool is_stopped = step_ < options_.steps;
    if (best_step_ == 0) {  // stopped before the first validation: keep what was reached
      best_step_ = step_;
      best_parameters_ = engine_->parameters();
      best_r2_.assign(std::size_t(data_.subject.vertex_count()),
                      std::numeric_limits<float>::quiet_NaN());
    }
    engine_->set_parameters(best_parameters_);

    FitResult fit;
    fit.subject = data_.subject;
    fit.features = data_.features->info();
    fit.selectors = engine_->selectors();
    if (is_stopped) {
      fit.r2.assign(best_r2_.size(), std::numeric_limits<float>::quiet_NaN());
    } else {
      const ScoreSum scored =
          *or_keep([&] { return score(*engine_, data_, scaling_, split_.test, StopToken()); });
      fit.r2 = scored.r2();
      fit.evidence = evidence_of(scored.correlation(), scored.independent_count());
      fit.provenance.null_r2 = mean_of_known(scored.null_r2());
    }
    fit.scaling = scaling_;
    refuse_leak(fit.r2, data_.subject.noise_ceiling);
    fit.validation_r2 = best_r2_;
    fit.parameters = best_parameters_;
    fit.history = history_;
    fit.training_images = images_of(split_.training);
    fit.validation_images = images_of(split_.validation);
    fit.test_images = images_of(split_.test);

    Provenance& made = fit.provenance;
    made.program = "cortiscope " CORTISCOPE_VERSION;
    made.created = utc_now();
    made.subject_path = data_.files.subject_path;
    made.subject_hash = data_.files.subject_hash;
    made.features_path = data_.files.features_path;
    made.features_hash = data_.files.features_hash;
    made.engine = options_.engine;
    made.device = device_;
    made.threads = threads_;
    made.seed = options_.seed;
    made.steps = options_.steps;
    made.steps_done = step_;
    made.best_step = best_step_;
    made.batch = options_.batch;
    made.learning_rate = options_.learning_rate;
    made.standardize = name_of(options_.standardize);
    made.seconds = elapsed_s();
    return fit;
  }

  const EncodingData& data_;
  const FitOptions& options_;
  const Split& split_;
  StopToken stop_;
  const OnFitProgress& on_progress_;
  const FitKeeping& keeping_;
  std::string device_;
  int threads_;
  FitWork work_;
  FitPace pace_;
  TokenScaling scaling_;
  std::unique_ptr<Engine<float>> engine_;

  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point reported_ = started_, saved_ = started_;
  double elapsed_before_s_ = 0;  // in the runs that this one resumes
  int step_ = 0;
  MeanSum smooth_l1_, loss_since_validation_;
  double regularizer_ = 0;
  std::string warning_;  // why the state could not be kept
  std::vector<float> validation_r2_;
  std::vector<HistoryPoint> history_;
  int best_step_ = 0;  // 0: none yet
  double best_mean_ = 0;
  std::vector<float> best_r2_;
  Parameters best_parameters_;
};

}  // namespace

namespace {

/// The plan names the learning rate only if it differs from the published one, so that older
/// checkpoints can be resumed.
std::string rate_of(const FitOptions& options) {
  if (options.learning_rate == kPublishedLearningRate) return "";
  char text[48];
  std::snprintf(text, sizeof text, " at learning rate %.9g", options.learning_rate);
  return text;
}

/// Likewise: older checkpoints are of raw features.
std::string scaling_of(const FitOptions& options) {
  if (options.standardize == Standardize::kNone) return "";
  return std::string(", features standardised by ") + name_of(options.standardize);
}

}  // namespace

std::string plan_of(const EncodingData& data, const FitOptions& options) {
  const FeatureInfo& features = data.features->info();
  return data.subject.name + ", " + std::to_string(data.image_count()) + " images, " +
         std::to_string(data.subject.vertex_count()) + " vertices, network " + features.network +
         ", " + std::to_string(features.layer_count()) + " layers, " + options.engine +
         " engine, " + std::to_string(options.steps) + " steps of " +
         std::to_string(options.batch) + rate_of(options) + scaling_of(options) + ", seed " +
         std::to_string(options.seed) + (data.twins.empty() ? "" : ", twins in one part") +
         (data.files.subject_hash.empty()
              ? ""
              : ", files " + data.files.subject_hash + " " + data.files.features_hash);
}

int validation_interval(int steps) { return std::max(1, steps / kValidations); }

int steps_of_epochs(double epochs, const EncodingData& data, const FitOptions& options) {
  const Split split = split_of(data, options);
  const double steps = std::ceil(epochs * double(split.training.size()) / options.batch);
  if (steps >= 1 && steps <= kMostSteps) return int(steps);
  char problem[120];
  std::snprintf(problem, sizeof problem, "expected 1 to %d steps, found %g epochs of %zu images",
                kMostSteps, epochs, split.training.size());
  throw option_error(ErrorKind::kBadValue, "epochs", problem);
}

FitResult fit_factor_topy(const EncodingData& data, const FitOptions& options,
                          const StopToken& stop, const OnFitProgress& on_progress,
                          const FitKeeping& keeping) {
  check(options);
  const Split split = split_of(data, options);
  return Run(data, options, split, stop, on_progress, keeping).fit();
}

ScoreSum score_parameters(const EncodingData& data, const Parameters& parameters,
                          const TokenScaling& scaling, const std::vector<int>& rows,
                          const FitOptions& options) {
  TorchModule& torch = torch_module();
  torch.use_threads(options.threads);
  const auto readout = parameters.find("readout_weight");
  assert(readout != parameters.end());
  FitOptions of_these = options;
  of_these.bottleneck = int(readout->second.row_size());
  const ModelSize size = work_of(data, of_these).size;
  const auto engine =
      torch.make_engine(options.engine, size, position_encoding(sphere_positions(data.subject)),
                        parameters, torch.resolve_device(options.device));
  return *score(*engine, data, scaling, rows, StopToken());
}

void refuse_leak(const std::vector<float>& r2, const std::vector<float>& noise_ceiling) {
  if (noise_ceiling.empty()) return;
  const double score = mean_of_known(r2), ceiling = mean_of_known(noise_ceiling);
  if (!(score > kMostScoreOverCeiling * ceiling)) return;
  throw Error(ErrorKind::kBadValue, "fit",
              "the mean test R2 of " + std::to_string(score) + " is above 1.1 times the mean " +
                  "noise ceiling of " + std::to_string(ceiling) + ": the responses leak",
              "do test images repeat training images, or do the features hold the responses?");
}

}  // namespace cortiscope
