#include "app/gui/fit_progress_view.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/fit_controller.h"
#include "app/gui/fit_curves.h"
#include "app/gui/progress_bar.h"
#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/gui/text_line.h"
#include "app/session/fit_jobs.h"
#include "core/base/duration_text.h"

namespace cortiscope {

FitProgressView::FitProgressView(SessionController& session, FitController& fits, QWidget* parent)
    : QWidget(parent), session_(session), fits_(fits) {
  stop_ = new QPushButton(tr("Stop and keep"));
  stop_->setToolTip(tr("Writes what was reached; it can be resumed"));
  discard_ = new QPushButton(tr("Discard"));
  discard_->setToolTip(tr("Stops the running fit and keeps nothing of it"));
  for (QPushButton* button : {stop_, discard_}) button->setFocusPolicy(Qt::TabFocus);
  headline_ = new TextLine;
  headline_->setObjectName(QStringLiteral("subheading"));
  numbers_ = new TextLine;
  numbers_->setObjectName(QStringLiteral("quiet"));
  problem_ = new QLabel;
  problem_->setObjectName(QStringLiteral("warning"));
  problem_->setWordWrap(true);
  problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  problem_->setVisible(false);
  progress_ = new QProgressBar;
  progress_->setTextVisible(false);
  progress_->setFixedHeight(8);
  curve_ = new CurveView;
  curve_->setObjectName(QStringLiteral("curve"));

  auto* running = new QHBoxLayout;
  running->setSpacing(6);
  running->addWidget(headline_, 1);
  running->addWidget(stop_);
  running->addWidget(discard_);
  saving_ = make_saving_buttons();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(8);
  layout->addLayout(running);
  layout->addWidget(progress_);
  layout->addWidget(numbers_);
  layout->addWidget(problem_);
  layout->addWidget(saving_);
  layout->addWidget(curve_, 1);

  connect(stop_, &QPushButton::clicked, &fits_, &FitController::stop_and_keep);
  connect(discard_, &QPushButton::clicked, &fits_, &FitController::discard);
  using S = SessionController;
  for (const auto signal : {&S::library_changed, &S::source_changed}) {
    connect(&session_, signal, this, &FitProgressView::show_running);
  }
  connect(&fits_, &FitController::queue_changed, this, &FitProgressView::show_running);
  connect(&fits_, &FitController::started, this, &FitProgressView::begin);
  connect(&fits_, &FitController::resumed, this,
          [this](const FitJob&, const std::vector<HistoryPoint>& history) {
            running_curve_ = curve_of(history, running_curve_.steps);
            curve_->show_curve(running_curve_);
          });
  connect(&fits_, &FitController::progressed, this, &FitProgressView::show_progress);
  show_running();
}

QWidget* FitProgressView::make_saving_buttons() {
  auto* elsewhere = new QPushButton(tr("Save elsewhere…"));
  auto* again = new QPushButton(tr("Try again"));
  auto* give_up = new QPushButton(tr("Discard the fit"));
  auto* buttons = new QWidget;
  auto* layout = new QHBoxLayout(buttons);
  layout->setContentsMargins(0, 0, 0, 0);
  for (QPushButton* button : {elsewhere, again, give_up}) {
    button->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(button);
  }
  layout->addStretch();
  connect(elsewhere, &QPushButton::clicked, this, [this] {
    if (const FitJob* job = unsaved()) Q_EMIT save_elsewhere_requested(job->id);
  });
  connect(again, &QPushButton::clicked, this, [this] {
    if (const FitJob* job = unsaved()) fits_.save(job->id);
  });
  connect(give_up, &QPushButton::clicked, this, [this] {
    if (const FitJob* job = unsaved()) fits_.give_up(job->id);
  });
  return buttons;
}

void FitProgressView::show_error(const QString& message) {
  error_ = message;
  show_problem();
}

/// The chosen fit, where it could not be saved.
const FitJob* FitProgressView::unsaved() const {
  const FitJob* job = active_job(fits_.queue(), session_.view().choice);
  return job && job->state == FitState::kUnsaved ? job : nullptr;
}

void FitProgressView::show_problem() {
  const FitJob* job = unsaved();
  const QString text = job                  ? tr("This fit is not saved. ") + text_of(job->message)
                       : warning_.isEmpty() ? error_
                                            : warning_;
  problem_->setText(text);
  problem_->setVisible(!text.isEmpty());
  saving_->setVisible(job);
}

/// A fit starts.
void FitProgressView::begin() {
  running_curve_ = {};
  running_curve_.steps = 1;
  last_score_ = NAN;
  device_.clear();
  error_.clear();
  warning_.clear();
  progress_->setRange(0, 1);
  progress_->setValue(0);
  numbers_->set_text(tr("opening its files"));
  show_running();
  curve_->show_curve(running_curve_);
}

void FitProgressView::show_running() {
  const FitJob* running = fits_.queue().running();
  curve_->show_others(
      other_curves(session_.library(), running ? running->at : session_.view().choice));
  stop_->setVisible(running);
  discard_->setVisible(running);
  progress_->setVisible(running);
  if (!running) warning_.clear();
  show_problem();
  if (running) {
    show_headline(*running);
    return;
  }
  numbers_->set_text({});
  show_history();
}

void FitProgressView::show_headline(const FitJob& running) {
  headline_->set_text(text_of(running.network + " · " + running.subject) + device_);
}

/// Without a running fit, shows the curve of the chosen one.
void FitProgressView::show_history() {
  const auto source = session_.source();
  FitCurve curve;
  if (source && !source->history.empty()) {
    curve = curve_of(source->history, source->made.steps);
    headline_->set_text(tr("How %1 was fitted").arg(text_of(source->features.network)));
  } else {
    headline_->set_text(tr("No fit is running"));
  }
  curve_->show_curve(std::move(curve));
}

void FitProgressView::show_progress(const FitJob& job, const FitProgress& progress) {
  progress_->setRange(0, progress.steps);
  show_value(*progress_, progress.step);
  // R² comes last, where it may be cut off: the curve shows it too.
  QString text = tr("step %L1 of %L2 · %3 left · loss %4")
                     .arg(progress.step)
                     .arg(progress.steps)
                     .arg(text_of(duration_text(progress.remaining_s)))
                     .arg(progress.smooth_l1, 0, 'f', 3);
  if (std::isfinite(progress.validation_r2)) {
    text += tr(" · R² %1").arg(progress.validation_r2, 0, 'f', 3);
  }
  numbers_->set_text(text);
  device_ = tr(" · %1").arg(text_of(progress.device));
  if (progress.memory_mb > 0) device_ += tr(", %1 GB").arg(progress.memory_mb / 1024, 0, 'f', 1);
  show_headline(job);
  warning_ = text_of(progress.warning);
  if (!warning_.isEmpty()) {
    warning_ = tr("The state could not be kept; it is tried again. ") + warning_;
  }
  show_problem();
  extend_curve(progress);
}

void FitProgressView::extend_curve(const FitProgress& progress) {
  running_curve_.steps = progress.steps;
  running_curve_.loss.emplace_back(progress.step, progress.smooth_l1);
  if (std::isfinite(progress.validation_r2) && progress.validation_r2 != last_score_) {
    running_curve_.score.emplace_back(progress.step, progress.validation_r2);
    last_score_ = progress.validation_r2;
  }
  curve_->show_curve(running_curve_);
}

}  // namespace cortiscope
