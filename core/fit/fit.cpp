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
#include "core/fit/batch_memory.h"
#include "core/fit/batch_reader.h"
#include "core/fit/engine.h"
#include "core/fit/forecast.h"
#include "core/fit/kept_snapshots.h"
#include "core/fit/leak.h"
#include "core/fit/near_images.h"
#include "core/fit/measure_responses.h"
#include "core/fit/schedule.h"
#include "core/fit/score_rows.h"
#include "core/fit/split.h"
#include "core/fit/torch_module.h"
#include "core/metrics/evidence.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

constexpr std::uint64_t kOrderStream = 3;
constexpr double kReportEvery_s = 0.2;

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
        schedule_(schedule_of(options, keeping)),
        work_(work_of(data, options)),
        pace_(work_),
        scaling_{
            measure_tokens(*data.features, images_of(split.training), options.standardize, stop_),
            measure_responses(data, split.training)} {
    if (device_ == "cpu") {
      constexpr double kAnyRate = 1;  // only the memory is asked for
      require_memory(forecast_at_rate(work_, options.engine, threads_, kAnyRate).memory_mb, "fit");
    }
    engine_ = torch_module().make_engine(
        options.engine, work_.size, position_encoding(sphere_positions(data.subject)),
        initial_parameters<float>(work_.size, options.seed), device_);
    const bool keeps_snapshots =
        options.keeps_snapshots && work_.size.layer_count() <= kMostSnapshotLayers;
    if (keeps_snapshots) snapshots_ = KeptSnapshots::of_new_fit();
    if (keeping_.resume) resume(*keeping_.resume, keeps_snapshots);
  }

  FitResult fit() {
    ShuffledRows order(split_.training, options_.seed);
    for (int step = 0; step < step_; ++step) order.next(options_.batch);  // steps already done
    const auto is_time_to_validate = [&] {
      return step_ % schedule_.interval() == 0 || step_ == end();
    };
    const auto is_validated = [&] { return !history_.empty() && history_.back().step == step_; };
    const auto look = [&] {
      const bool validates = step_ > 0 && is_time_to_validate();
      if (validates && !is_validated()) validate();
      if (!validates || is_validated()) keep_snapshot();
    };
    look();  // it may have been stopped during that validation
    BatchReader batches(data_, scaling_, [&] { return order.next(options_.batch); });
    while (step_ < end() && !stop_.stop_requested()) {
      const auto began = std::chrono::steady_clock::now();
      train(or_keep([&] { return batches.next(); }));
      pace_.stepped(seconds_since(began));
      look();
      const bool is_last = step_ == end();
      if (is_last || seconds_since(reported_) >= kReportEvery_s) report();
      if (!is_last && seconds_since(saved_) >= keeping_.every_s) save();
    }
    save();  // it can go on
    if (!warning_.empty()) report();
    return finish();
  }

 private:
  /// A fit that goes on keeps the schedule of the steps already done.
  static Schedule schedule_of(const FitOptions& options, const FitKeeping& keeping) {
    const int soft_steps = keeping.resume ? keeping.resume->choices.soft_steps : options.soft_steps;
    return Schedule(options.steps, options.batch, soft_steps);
  }

  /// The step at which it ends, as far as is known. It may have gone beyond, with another length.
  int end() const { return std::max(step_, schedule_.end(history_)); }
  bool is_stopped() const { return step_ < end(); }

  /// The features' images of some rows.
  std::vector<int> images_of(const std::vector<int>& rows) const {
    std::vector<int> images;
    for (const int row : rows) images.push_back(data_.images[row]);
    return images;
  }

  void resume(const FitCheckpoint& checkpoint, bool keeps_snapshots) {
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
    if (keeps_snapshots) snapshots_ = KeptSnapshots(checkpoint.snapshots);
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
      keeping_.save({{options_.engine, options_.steps, schedule_.soft_steps(), options_.batch,
                      options_.recipe, options_.seed, name_of(options_.standardize),
                      name_of(options_.ablation)},
                     plan_of(data_, options_),
                     step_,
                     elapsed_s(),
                     engine_->state(),
                     loss_since_validation_,
                     history_,
                     snapshots_.state(),
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

  /// What a function of the engine gives for its averaged parameters.
  template <class Ask>
  auto with_average(const Ask& ask) -> decltype(ask()) {
    struct Swapped {
      explicit Swapped(Engine<float>& of) : engine(of) { engine.swap_average(); }
      ~Swapped() { engine.swap_average(); }
      Engine<float>& engine;
    } const swapped(*engine_);
    return ask();
  }

  double elapsed_s() const { return elapsed_before_s_ + seconds_since(started_); }

  void train(const EncodingBatch& batch) {
    try {
      engine_->step(batch.tokens, batch.responses,
                    {schedule_.lambda(step_), options_.recipe.rates, average_weight()});
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kNoMemory) throw;
      if (step_ > 0) save();  // other programs took the memory: it can go on later
      throw no_memory_for(batch, *engine_, device_);
    }
    ++step_;
  }

  /// Of the parameters of this step in their average. The first steps, which move furthest, are
  /// forgotten sooner.
  double average_weight() const {
    if (options_.recipe.averaging == 0) return 0;
    return 1 - std::min(options_.recipe.averaging, (1.0 + step_) / (10.0 + step_));
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
      snapshots_.add_loss(report.smooth_l1);
      regularizer_ = report.regularizer;
    }
  }

  void validate() {
    catch_up();
    const auto began = std::chrono::steady_clock::now();
    const std::optional<ScoreSum> scored = or_keep([&] {
      return with_average(
          [&] { return score_rows(*engine_, data_, scaling_, split_.validation, stop_); });
    });
    if (!scored) return;  // stopped
    pace_.validated(seconds_since(began));
    validation_r2_ = scored->r2();
    const double mean = mean_of_known(validation_r2_);
    history_.push_back(
        {step_, float(loss_since_validation_.mean()), float(regularizer_), float(mean)});
    loss_since_validation_ = {};
    const bool is_better = std::isfinite(mean) && !(mean <= best_mean_);
    if (best_step_ == 0 || is_better) {
      best_mean_ = mean;
      best_step_ = step_;
      best_r2_ = validation_r2_;
      best_parameters_ = with_average([&] { return engine_->parameters(); });
    }
  }

  void keep_snapshot() {
    if (!snapshots_.wants(step_)) return;
    catch_up();
    snapshots_.take(step_, with_average([&] { return engine_->selectors(); }), validation_r2_);
  }

  void report() {
    catch_up();
    reported_ = std::chrono::steady_clock::now();
    if (!on_progress_) return;
    FitProgress progress;
    progress.step = step_;
    progress.steps = end();
    progress.smooth_l1 = smooth_l1_.mean();
    smooth_l1_ = {};
    progress.regularizer = regularizer_;
    progress.validation_r2 =
        history_.empty() ? std::numeric_limits<double>::quiet_NaN() : history_.back().validation_r2;
    progress.elapsed_s = elapsed_s();
    progress.remaining_s = pace_.remaining_s(step_, end());
    progress.device = device_;
    progress.memory_mb = torch_module().memory_mb(device_);
    progress.warning = warning_;
    progress.snapshot =
        std::make_shared<FitSnapshot>(FitSnapshot{engine_->selectors(), validation_r2_});
    on_progress_(progress);
  }

  FitResult finish() {
    if (best_step_ == 0) {  // stopped before the first validation: keep what was reached
      best_step_ = step_;
      best_parameters_ = with_average([&] { return engine_->parameters(); });
      best_r2_.assign(std::size_t(data_.subject.vertex_count()),
                      std::numeric_limits<float>::quiet_NaN());
    }
    engine_->set_parameters(best_parameters_);

    FitResult fit;
    fit.subject = data_.subject;
    fit.features = data_.features->info();
    fit.selectors = engine_->selectors();
    if (is_stopped()) {
      fit.r2.assign(best_r2_.size(), std::numeric_limits<float>::quiet_NaN());
    } else {
      const ScoreSum scored = *score_rows(*engine_, data_, scaling_, split_.test, StopToken());
      fit.r2 = scored.r2();
      fit.evidence = evidence_of(scored.correlation(), scored.independent_count());
      fit.provenance.null_r2 = mean_of_known(scored.null_r2());
    }
    fit.scaling = scaling_.tokens;
    fit.response_scaling = scaling_.responses;
    fit.provenance.leak = leak_in(fit.r2, data_.subject.noise_ceiling);
    fit.provenance.near_images = near_images_across(split_, data_);
    fit.validation_r2 = best_r2_;
    fit.parameters = best_parameters_;
    fit.history = history_;
    fit.snapshots = snapshots_.state().kept;
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
    made.steps = end();
    made.is_open_ended = schedule_.is_open_ended();
    made.steps_done = step_;
    made.best_step = best_step_;
    made.batch = options_.batch;
    made.recipe = options_.recipe;
    made.standardize = name_of(options_.standardize);
    made.ablation = name_of(options_.ablation);
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
  Schedule schedule_;
  FitWork work_;
  FitPace pace_;
  DataScaling scaling_;
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
  KeptSnapshots snapshots_ = KeptSnapshots::none();
  int best_step_ = 0;  // 0: none yet
  double best_mean_ = 0;
  std::vector<float> best_r2_;
  Parameters best_parameters_;
};

}  // namespace

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

}  // namespace cortiscope
