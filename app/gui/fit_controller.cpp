#include "app/gui/fit_controller.h"

#include <QMetaObject>
#include <cmath>
#include <thread>
#include <utility>

#include "core/fit/data_check.h"
#include "core/open/study_cortex.h"

namespace cortiscope {
namespace {

/// The assumed speed of a matrix product on one core, until a fit was measured.
constexpr double kGuessedGflopPerSecondOfACore = 50;

/// Forecasts are made again once the pace differs by so much.
constexpr double kOtherPace = 1.1;

}  // namespace

FitController::FitController(QObject* parent)
    : QObject(parent),
      gflop_per_s_(kGuessedGflopPerSecondOfACore *
                   std::max(1U, std::thread::hardware_concurrency())) {
  writer_.setMaxThreadCount(1);
}

FitController::~FitController() = default;

std::optional<int> FitController::enqueue(FitJob job) {
  const std::optional<int> id = queue_.add(std::move(job));
  if (!id) return id;
  Q_EMIT queue_changed();
  start_next();
  return id;
}

void FitController::start_next() {
  const FitJob* next = queue_.start_next();
  if (!next) {
    if (!is_running()) Q_EMIT idle();
    return;
  }
  const FitJob job = *next;
  gflop_per_s_at_start_ = gflop_per_s_;
  is_discarded_ = std::make_shared<std::atomic<bool>>(false);
  // Only the running job may report: late reports of older jobs are ignored.
  const auto on_gui_thread = [this, id = job.id](auto act) {
    QMetaObject::invokeMethod(
        this,
        [this, id, act = std::move(act)] {
          if (const FitJob* running = queue_.running(); running && running->id == id) act();
        },
        Qt::QueuedConnection);
  };
  session_.reset();  // it has ended: nothing to wait for
  // Made and used on the fit's thread.
  const auto output = std::make_shared<std::shared_ptr<FitOutput>>();
  session_ = std::make_unique<FitSession>(
      [this, job, on_gui_thread, output] {
        FitStart start;
        *output = std::make_shared<FitOutput>(
            job.files, job.resumes ? FitBeginning::kResumed : FitBeginning::kNew);
        start.keeping = (*output)->keeping();
        if (start.keeping.resume) {
          on_gui_thread([this, job, history = start.keeping.resume->history] {
            Q_EMIT resumed(job, history);
          });
        }
        start.data = std::make_shared<const EncodingData>(
            open_study(job.files, kDefaultCacheGb, study_cortex(job.files.subject)));
        const Concerns concerns = concerns_about(*start.data, job.options);
        if (!concerns.empty()) {
          on_gui_thread([this, job, concerns] { Q_EMIT concerned(job, concerns); });
        }
        return start;
      },
      job.options,
      [this, job, on_gui_thread](const FitProgress& progress) {
        on_gui_thread([this, job, progress] {
          const int left = progress.steps - progress.step;
          if (left > 0) learn_pace(job, progress.remaining_s / left * progress.steps);
          Q_EMIT progressed(job, progress);
        });
      },
      [this, job, on_gui_thread, output, is_discarded = is_discarded_](FitOutcome outcome) {
        const End result =
            kept(job.files, std::exchange(*output, nullptr), std::move(outcome), *is_discarded);
        on_gui_thread([this, id = job.id, result] { end(id, result); });
      });
  Q_EMIT queue_changed();
  Q_EMIT started(job);
}

/// Runs on the fit's thread: writes what there is to keep.
FitController::End FitController::kept(const FitFiles& files, std::shared_ptr<FitOutput> output,
                                       FitOutcome outcome, bool is_discarded) {
  if (const auto* error = std::get_if<Error>(&outcome)) {
    return {nullptr, {}, QString::fromUtf8(error->what())};
  }
  auto* stopped = std::get_if<FitStopped>(&outcome);
  const auto fit = std::make_shared<const FitResult>(
      stopped ? std::move(stopped->reached) : std::move(std::get<FitResult>(outcome)));
  if (is_discarded) {
    std::error_code ignored;
    std::filesystem::remove(files.checkpoint(), ignored);
    return {fit, {}, {}, true};
  }
  try {
    if (const auto file = output->write(*fit)) return {fit, *file, {}};
  } catch (const std::exception& error) {
    return {fit, {}, QString::fromUtf8(error.what()), false, std::move(output)};
  }
  return {nullptr,
          {},
          tr("%1: this file holds a finished fit, which a stopped one does not replace.")
              .arg(QString::fromStdString(files.out.string()))};
}

void FitController::end(int id, const End& end) {
  FitState state = FitState::kFailed;
  if (end.fit) state = end.fit->provenance.is_finished() ? FitState::kFinished : FitState::kStopped;
  if (state == FitState::kFinished) learn_pace(*queue_.find(id), end.fit->provenance.seconds);
  if (end.output) state = FitState::kUnsaved;
  if (end.is_discarded) state = FitState::kCancelled;
  queue_.end_running(state, end.message.toStdString());
  FitJob job = *queue_.find(id);
  if (end.output) unsaved_[id] = {end.fit, end.output};
  session_.reset();  // this was its last report
  Q_EMIT queue_changed();
  if (state == FitState::kFailed) {
    Q_EMIT failed(job, end.message);
  } else if (state == FitState::kUnsaved) {
    Q_EMIT not_saved(job, end.fit);
  } else if (end.is_discarded) {
    Q_EMIT discarded(job);
  } else {
    job.files.out = end.file;
    Q_EMIT finished(job, end.fit);
  }
  start_next();
}

/// The machine is faster than was assumed when a fit of so many seconds started, by the factor that
/// the fit is. The running fit's estimate counts where it differs enough to be shown.
void FitController::learn_pace(const FitJob& job, double seconds) {
  if (!(seconds > 0)) return;
  const double learned = gflop_per_s_at_start_ *
                         forecast(job.size, job.options, gflop_per_s_at_start_).seconds / seconds;
  const double factor = learned / gflop_per_s_;
  if (factor < kOtherPace && factor > 1 / kOtherPace) return;
  gflop_per_s_ = learned;
  Q_EMIT pace_changed();
}

std::vector<int> FitController::unsaved() const {
  std::vector<int> ids;
  for (const auto& [id, fit] : unsaved_) ids.push_back(id);
  return ids;
}

void FitController::save(int id) {
  write_again(id, [](FitOutput& output, const FitResult& fit) {
    return output.write(fit).value_or(std::filesystem::path());
  });
}

void FitController::save_elsewhere(int id, const std::filesystem::path& file) {
  if (file == queue_.find(id)->files.out) return save(id);
  write_again(id, [file](FitOutput& output, const FitResult& fit) {
    output.write_elsewhere(file, fit);
    return file;
  });
}

void FitController::write_again(
    int id, std::function<std::filesystem::path(FitOutput&, const FitResult&)> write) {
  const auto found = unsaved_.find(id);
  if (found == unsaved_.end() || found->second.is_being_saved) return;
  found->second.is_being_saved = true;
  // A slow disk must not block the window.
  writer_.start([this, id, fit = found->second.fit, output = found->second.output,
                 write = std::move(write)] {
    std::filesystem::path file;
    QString message;
    try {
      file = write(*output, *fit);
    } catch (const std::exception& error) {
      message = QString::fromUtf8(error.what());
    }
    QMetaObject::invokeMethod(
        this, [this, id, file, message] { end_saving(id, file, message); }, Qt::QueuedConnection);
  });
}

/// @param message  why it failed; empty where the fit is written
void FitController::end_saving(int id, const std::filesystem::path& file, const QString& message) {
  const auto found = unsaved_.find(id);
  if (found == unsaved_.end()) return;
  const std::shared_ptr<const FitResult> fit = found->second.fit;
  if (!message.isEmpty()) {
    found->second.is_being_saved = false;
    queue_.end_unsaved(id, FitState::kUnsaved, message.toStdString());
    Q_EMIT queue_changed();
    Q_EMIT not_saved(*queue_.find(id), fit);
    return;
  }
  unsaved_.erase(found);
  queue_.end_unsaved(id, fit->provenance.is_finished() ? FitState::kFinished : FitState::kStopped);
  FitJob job = *queue_.find(id);
  if (!file.empty()) job.files.out = file;
  Q_EMIT queue_changed();
  Q_EMIT finished(job, fit);
}

void FitController::give_up(int id) {
  if (unsaved_.erase(id) == 0) return;
  queue_.end_unsaved(id, FitState::kCancelled);
  Q_EMIT queue_changed();
  Q_EMIT discarded(*queue_.find(id));
}

void FitController::stop_and_keep() {
  if (session_) session_->request_stop();
}

void FitController::discard() {
  if (!session_) return;
  *is_discarded_ = true;
  session_->request_stop();
}

void FitController::cancel(int id) {
  if (queue_.cancel(id)) Q_EMIT queue_changed();
}

void FitController::cancel_waiting() {
  queue_.cancel_waiting();
  Q_EMIT queue_changed();
}

void FitController::forget_ended() {
  queue_.forget_ended();
  Q_EMIT queue_changed();
}

}  // namespace cortiscope
