#include "app/gui/main_window.h"

#include "app/gui/fit_panel.h"
#include "app/gui/log_panel.h"
#include "app/gui/text.h"
#include "app/session/fit_jobs.h"
#include "core/base/error.h"

// Fits in the window: what starts them, and what their progress and end change.

namespace cortiscope {

void MainWindow::connect_fits() {
  connect(&fits_, &FitController::started, this, [this](const FitJob& job) {
    last_warning_.clear();
    const int steps = job.options.steps;
    log_->add(tr("Fitting %1 to %2, %3, into %4")
                  .arg(text_of(job.network), text_of(job.subject),
                       steps == 0 ? tr("until it has converged") : tr("%1 steps").arg(steps),
                       text_of(job.files.out)));
  });
  connect(&fits_, &FitController::progressed, this,
          [this](const FitJob& job, const FitProgress& progress) {
            session_.show_running(job.at, progress);
            const QString warning = text_of(progress.warning);
            if (warning != last_warning_ && !warning.isEmpty()) {
              log_->add(tr("The state of %1 could not be kept; it is tried again. %2")
                            .arg(text_of(job.network), warning));
            }
            last_warning_ = warning;
          });
  connect(&fits_, &FitController::finished, this,
          [this](const FitJob& job, const std::shared_ptr<const FitResult>& fit) {
            session_.end_running();
            session_.add_fit(*fit, job.files.out);
            log_->add(tr("Fit written: %1, %2 of %3 steps")
                          .arg(text_of(job.files.out))
                          .arg(fit->provenance.steps_done)
                          .arg(fit->provenance.steps));
            const QString leak = text_of(fit->provenance.leak);
            if (!leak.isEmpty()) report(tr("%1: %2").arg(text_of(job.files.out), leak));
          });
  connect(
      &fits_, &FitController::not_saved, this,
      [this](const FitJob& job, const std::shared_ptr<const FitResult>& fit) {
        session_.end_running();
        session_.add_unsaved_fit(job.at, *fit, job.files.out);
        log_->add(tr("Fit of %1 not saved: %2").arg(text_of(job.network), text_of(job.message)));
      });
  connect(&fits_, &FitController::discarded, this, [this](const FitJob& job) {
    session_.end_running();
    session_.forget_unsaved_fit(job.at);
    log_->add(tr("Fit discarded: %1").arg(QString::fromStdString(job.network)));
  });
  connect(&fits_, &FitController::failed, this, [this](const FitJob& job, const QString& message) {
    session_.end_running();
    std::error_code ignored;
    const bool has_state = std::filesystem::exists(job.files.checkpoint(), ignored);
    const QString kept =
        has_state ? tr(" Its last state is kept: Resume continues it.") : QString();
    fit_panel_->show_error(message + kept);
    report(message + kept);
  });
  using S = SessionController;
  for (const auto signal : {&S::library_changed, &S::subject_changed, &S::source_changed,
                            &S::regions_changed, &S::drawing_changed}) {
    connect(&session_, signal, this, &MainWindow::update_actions);
  }
  connect(&fits_, &FitController::queue_changed, this, &MainWindow::update_actions);
  update_actions();
}

void MainWindow::fit_chosen(bool resumes) {
  const Choice at = session_.view().choice;
  if (resumes) return start_fit(at, true);
  fit_notices_.start_or_ask([this, at] { start_fit(at, false); });
}

void MainWindow::start_fit(Choice at, bool resumes) {
  auto job = job_of(session_.library(), at, fit_panel_->options(), resumes);
  if (!job) return;
  try {  // a fit resumes with the options it was started with
    if (resumes) job->options = kept_options(job->files, job->options);
  } catch (const Error& error) {
    report(QString::fromUtf8(error.what()));
    return;
  }
  fits_.enqueue(std::move(*job));
}

void MainWindow::fit_all() {
  for (FitJob& job : jobs_of_all(session_.library(), fit_panel_->options())) {
    fits_.enqueue(std::move(job));
  }
}

}  // namespace cortiscope
