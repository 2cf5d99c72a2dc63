#include "app/gui/fit_controller.h"

#include <QMetaObject>
#include <atomic>
#include <thread>

namespace cortiscope {
namespace {

/// The assumed speed of a matrix product on one core, until a fit was measured.
constexpr double kGuessedGflopPerSecondOfACore = 50;

}  // namespace

FitController::FitController(QObject* parent)
    : QObject(parent),
      gflop_per_s_(kGuessedGflopPerSecondOfACore *
                   std::max(1U, std::thread::hardware_concurrency())) {}

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
  const auto output = std::make_shared<std::unique_ptr<FitOutput>>();
  session_ = std::make_unique<FitSession>(
      [files = job.files, resumes = job.resumes, output] {
        FitStart start;
        *output = std::make_unique<FitOutput>(
            files, resumes ? FitBeginning::kResumed : FitBeginning::kNew);
        start.keeping = (*output)->keeping();
        start.data = std::make_shared<const EncodingData>(open_study(files, kDefaultCacheGb));
        return start;
      },
      job.options,
      [this, job, on_gui_thread](const FitProgress& progress) {
        on_gui_thread([this, job, progress] { Q_EMIT progressed(job, progress); });
      },
      [this, job, on_gui_thread, output, is_discarded = is_discarded_](FitOutcome outcome) {
        const End result = kept(job.files, output->get(), std::move(outcome), *is_discarded);
        output->reset();
        on_gui_thread([this, id = job.id, result] { end(id, result); });
      });
  Q_EMIT queue_changed();
  Q_EMIT started(job);
}

/// Runs on the fit's thread: writes what there is to keep.
FitController::End FitController::kept(const FitFiles& files, FitOutput* output,
                                       FitOutcome outcome, bool is_discarded) {
  if (const auto* error = std::get_if<Error>(&outcome)) {
    return {nullptr, QString::fromUtf8(error->what()), false};
  }
  auto* stopped = std::get_if<FitStopped>(&outcome);
  const auto fit = std::make_shared<const FitResult>(
      stopped ? std::move(stopped->reached) : std::move(std::get<FitResult>(outcome)));
  try {
    if (is_discarded) {
      std::error_code ignored;
      std::filesystem::remove(files.checkpoint(), ignored);
    } else {
      output->write(*fit);
    }
  } catch (const std::exception& error) {
    return {nullptr, QString::fromUtf8(error.what()), false};
  }
  return {fit, {}, is_discarded};
}

void FitController::end(int id, const End& end) {
  const bool is_stopped = end.fit && end.fit->provenance.steps_done < end.fit->provenance.steps;
  FitState state = is_stopped ? FitState::kStopped : FitState::kFinished;
  if (end.is_discarded) state = FitState::kCancelled;
  if (!end.fit) state = FitState::kFailed;
  queue_.end_running(state, end.message.toStdString());
  const FitJob job = *queue_.find(id);
  if (state == FitState::kFinished && end.fit->provenance.seconds > 0) {
    // The machine is faster than assumed by the factor that its fit was.
    const FitForecast expected = forecast(job.size, job.options, gflop_per_s_);
    gflop_per_s_ *= expected.seconds / end.fit->provenance.seconds;
  }
  session_.reset();  // this was its last report
  Q_EMIT queue_changed();
  if (state == FitState::kFailed) {
    Q_EMIT failed(job, end.message);
  } else if (end.is_discarded) {
    Q_EMIT discarded(job);
  } else {
    Q_EMIT finished(job, end.fit);
  }
  start_next();
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
