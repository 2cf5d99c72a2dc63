#include "app/gui/fit_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>

#include "app/gui/fit_controller.h"
#include "app/gui/fit_curves.h"
#include "app/gui/progress_bar.h"
#include "app/gui/scrolled.h"
#include "app/gui/session_controller.h"
#include "app/gui/switch_button.h"
#include "app/gui/text.h"
#include "app/gui/text_line.h"
#include "app/session/fit_jobs.h"
#include "core/base/duration_text.h"

namespace cortiscope {
namespace {

QSpinBox* spin_box(int low, int high, const QString& tip) {
  auto* box = new QSpinBox;
  box->setRange(low, high);
  box->setToolTip(tip);
  box->setGroupSeparatorShown(true);
  return box;
}

}  // namespace

FitPanel::FitPanel(SessionController& session, FitController& fits, QWidget* parent)
    : QWidget(parent), session_(session), fits_(fits) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  network_ = new QComboBox;
  network_->setToolTip(tr("The network to fit to the chosen subject"));
  network_->setFocusPolicy(Qt::TabFocus);
  network_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
  network_->setMinimumContentsLength(8);
  steps_ = spin_box(0, kMostSteps, tr("Optimiser steps; 0: until it has converged"));
  steps_->setSpecialValueText(tr("until converged"));
  steps_->setObjectName(QStringLiteral("steps"));
  batch_ = spin_box(1, 4096, tr("Images per step"));
  recipe_ = new QComboBox;
  for (const Recipe& recipe : {averaged_recipe(), published_recipe()}) {
    recipe_->addItem(text_of(recipe.name));
  }
  recipe_->setToolTip(
      tr("averaged: a learning rate for each part of the model, averaged parameters, far "
         "fewer steps; published: one rate for all"));
  recipe_->setFocusPolicy(Qt::TabFocus);
  seed_ = spin_box(0, 1000000000, tr("Seed of the split, the start and the order"));
  engine_ = new QComboBox;
  engine_->addItems({QStringLiteral("fast"), QStringLiteral("eager")});
  engine_->setToolTip(tr("The fast engine, or the method as it is written: the same numbers"));
  engine_->setFocusPolicy(Qt::TabFocus);
  forecast_ = new QLabel;
  forecast_->setWordWrap(true);
  forecast_->setObjectName(QStringLiteral("quiet"));

  set_options({});

  start_ = new QPushButton(tr("Start fit"));
  start_->setObjectName(QStringLiteral("primary"));
  extract_ = new QPushButton(tr("Extract features"));
  extract_->setToolTip(tr("Runs the network over the subject's images; then it can be fitted"));
  resume_ = new QPushButton(tr("Resume"));
  resume_->setToolTip(tr("Goes on from where this fit was interrupted, or until it has converged"));
  stop_ = new QPushButton(tr("Stop and keep"));
  stop_->setToolTip(tr("Writes what was reached; it can be resumed"));
  discard_ = new QPushButton(tr("Discard"));
  discard_->setToolTip(tr("Stops the running fit and keeps nothing of it"));
  for (QPushButton* button : {start_, extract_, resume_, stop_, discard_}) {
    button->setFocusPolicy(Qt::TabFocus);
  }

  headline_ = new TextLine;
  headline_->setObjectName(QStringLiteral("subheading"));
  numbers_ = new TextLine;
  numbers_->setObjectName(QStringLiteral("quiet"));
  problem_ = new QLabel;
  problem_->setObjectName(QStringLiteral("warning"));
  problem_->setWordWrap(true);
  problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  problem_->setVisible(false);
  auto* elsewhere = new QPushButton(tr("Save elsewhere…"));
  auto* again = new QPushButton(tr("Try again"));
  auto* give_up = new QPushButton(tr("Discard the fit"));
  saving_ = new QWidget;
  auto* saving = new QHBoxLayout(saving_);
  saving->setContentsMargins(0, 0, 0, 0);
  for (QPushButton* button : {elsewhere, again, give_up}) {
    button->setFocusPolicy(Qt::TabFocus);
    saving->addWidget(button);
  }
  saving->addStretch();
  progress_ = new QProgressBar;
  progress_->setTextVisible(false);
  progress_->setFixedHeight(8);
  curve_ = new CurveView;
  curve_->setObjectName(QStringLiteral("curve"));
  auto* running = new QHBoxLayout;
  running->setSpacing(8);
  running->addWidget(headline_, 1);
  running->addWidget(stop_);
  running->addWidget(discard_);
  auto* right = new QVBoxLayout;
  right->setSpacing(8);
  right->addLayout(running);
  right->addWidget(progress_);
  right->addWidget(numbers_);
  right->addWidget(problem_);
  right->addWidget(saving_);
  right->addWidget(curve_, 1);

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(16, 4, 16, 12);
  layout->setSpacing(24);
  layout->addWidget(make_form(), 2);
  layout->addLayout(right, 3);

  connect(network_, &QComboBox::activated, this, [this](int index) {
    session_.choose({session_.view().choice.subject, network_->itemData(index).toInt()});
  });
  connect(start_, &QPushButton::clicked, this, [this] { Q_EMIT fit_requested(false); });
  connect(resume_, &QPushButton::clicked, this, [this] { Q_EMIT fit_requested(true); });
  connect(extract_, &QPushButton::clicked, this, &FitPanel::extract_requested);
  connect(stop_, &QPushButton::clicked, &fits_, &FitController::stop_and_keep);
  connect(discard_, &QPushButton::clicked, &fits_, &FitController::discard);
  connect(elsewhere, &QPushButton::clicked, this, [this] {
    if (const FitJob* job = unsaved()) Q_EMIT save_elsewhere_requested(job->id);
  });
  connect(again, &QPushButton::clicked, this, [this] {
    if (const FitJob* job = unsaved()) fits_.save(job->id);
  });
  connect(give_up, &QPushButton::clicked, this, [this] {
    if (const FitJob* job = unsaved()) fits_.give_up(job->id);
  });
  for (QSpinBox* box : {steps_, batch_}) {
    connect(box, &QSpinBox::valueChanged, this, &FitPanel::show_forecast);
  }
  using S = SessionController;
  for (const auto signal : {&S::library_changed, &S::source_changed}) {
    connect(&session_, signal, this, &FitPanel::show_choice);
  }
  connect(&fits_, &FitController::queue_changed, this, &FitPanel::show_running);
  connect(&fits_, &FitController::started, this, [this] {
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
  });
  connect(&fits_, &FitController::resumed, this,
          [this](const FitJob&, const std::vector<HistoryPoint>& history) {
            running_curve_ = curve_of(history, running_curve_.steps);
            curve_->show_curve(running_curve_);
          });
  connect(&fits_, &FitController::progressed, this, &FitPanel::show_progress);
  connect(&fits_, &FitController::pace_changed, this, &FitPanel::show_forecast);
  show_choice();
}

/// What to fit, with the options folded away, and the buttons that start it.
QWidget* FitPanel::make_form() {
  auto* options = new QWidget;
  auto* grid = new QGridLayout(options);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(12);
  grid->setVerticalSpacing(8);
  const auto add = [](QGridLayout* to, int row, const QString& name, QWidget* field) {
    auto* label = new QLabel(name);
    label->setObjectName(QStringLiteral("quiet"));
    label->setBuddy(field);
    field->setAccessibleName(name);
    to->addWidget(label, row, 0);
    to->addWidget(field, row, 1);
    to->setColumnStretch(1, 1);
  };
  add(grid, 0, tr("Steps"), steps_);
  add(grid, 1, tr("Batch"), batch_);
  add(grid, 2, tr("Recipe"), recipe_);
  add(grid, 3, tr("Engine"), engine_);
  add(grid, 4, tr("Seed"), seed_);
  auto* unfold = switch_button(tr("Options ▾"), tr("Steps, batch, recipe, engine and seed"),
                               QStringLiteral("fit-options"));
  options->hide();
  connect(unfold, &QToolButton::toggled, options, &QWidget::setVisible);
  auto* what = new QGridLayout;
  what->setHorizontalSpacing(12);
  add(what, 0, tr("Network"), network_);
  auto* actions = new QHBoxLayout;
  actions->setSpacing(8);
  for (QPushButton* button : {start_, extract_, resume_}) actions->addWidget(button);
  actions->addStretch();
  auto* content = new QWidget;
  auto* form = new QVBoxLayout(content);
  form->setContentsMargins(0, 0, 4, 0);
  form->setSpacing(12);
  form->addLayout(what);
  form->addWidget(forecast_);
  form->addLayout(actions);
  form->addWidget(unfold, 0, Qt::AlignLeft);
  form->addWidget(options);
  form->addStretch();
  QScrollArea* scroll = scrolled_down(content);
  scroll->setObjectName(QStringLiteral("fit-form"));
  return scroll;
}

FitOptions FitPanel::options() const {
  FitOptions options;
  options.steps = steps_->value();
  options.batch = batch_->value();
  options.recipe = recipe_named(recipe_->currentText().toStdString());
  options.seed = std::uint64_t(seed_->value());
  options.engine = engine_->currentText().toStdString();
  return options;
}

void FitPanel::set_options(const FitOptions& options) {
  steps_->setValue(options.steps);
  batch_->setValue(options.batch);
  recipe_->setCurrentText(text_of(options.recipe.name));
  seed_->setValue(int(options.seed));
  engine_->setCurrentText(QString::fromStdString(options.engine));
}

void FitPanel::show_error(const QString& message) {
  error_ = message;
  show_problem();
}

/// The chosen fit, where it could not be saved.
const FitJob* FitPanel::unsaved() const {
  const FitJob* job = active_job(fits_.queue(), session_.view().choice);
  return job && job->state == FitState::kUnsaved ? job : nullptr;
}

void FitPanel::show_problem() {
  const FitJob* job = unsaved();
  const QString text = job                  ? tr("This fit is not saved. ") + text_of(job->message)
                       : warning_.isEmpty() ? error_
                                            : warning_;
  problem_->setText(text);
  problem_->setVisible(!text.isEmpty());
  saving_->setVisible(job);
}

void FitPanel::show_choice() {
  const QSignalBlocker quiet(network_);
  network_->clear();
  const Choice choice = session_.view().choice;
  if (session_.subject()) {
    const Library& library = session_.library();
    for (const LibraryModel& model : library.models()) {
      if (!library.cell({choice.subject, model.id}).can_fit()) continue;
      network_->addItem(text_of(model.name), model.id);
    }
  }
  network_->setCurrentIndex(network_->findData(choice.model));
  network_->setPlaceholderText(network_->count() > 0 ? tr("Choose a network")
                                                     : tr("No features opened"));
  show_forecast();
  show_running();
}

void FitPanel::show_forecast() {
  const std::optional<FitJob> job = job_of(session_.library(), session_.view().choice, options());
  if (!job) {
    const LibraryCell* cell = session_.cell();
    if (cell && cell->source && cell->source->kind != MapSource::Kind::kTruth) {
      forecast_->setText(tr("To fit it again, its features are needed."));
      return;
    }
    if (session_.library().can_extract(session_.view().choice)) {
      forecast_->setText(tr("Its features of the subject's images are extracted first."));
      return;
    }
    forecast_->setText(network_->count() > 0 ? tr("Choose a network to fit.")
                                             : tr("Open a subject and a network's features."));
    return;
  }
  const FitForecast cost = forecast(job->size, job->options, fits_.gflop_per_s());
  forecast_->setText(tr("About %1 and %2 GB")
                         .arg(text_of(duration_text(cost.seconds)))
                         .arg(cost.memory_mb / 1024, 0, 'f', 1));
}

void FitPanel::show_running() {
  const FitJob* running = fits_.queue().running();
  const LibraryCell* cell = session_.cell();
  const bool can_fit = cell && cell->can_fit();
  const bool is_taken = active_job(fits_.queue(), session_.view().choice);
  const bool can_extract = session_.library().can_extract(session_.view().choice);
  start_->setVisible(!can_extract);
  extract_->setVisible(can_extract);
  start_->setEnabled(can_fit && !is_taken);
  start_->setText(running ? tr("Add to queue") : tr("Start fit"));
  resume_->setVisible(can_fit && !is_taken && cell->has_checkpoint);
  const bool is_finished = cell && cell->source && cell->source->kind == MapSource::Kind::kFit;
  resume_->setText(is_finished ? tr("Go on") : tr("Resume"));
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

void FitPanel::show_headline(const FitJob& running) {
  headline_->set_text(text_of(running.network + " · " + running.subject) + device_);
}

/// Without a running fit, shows the curve of the chosen one.
void FitPanel::show_history() {
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

void FitPanel::show_progress(const FitJob& job, const FitProgress& progress) {
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
  running_curve_.steps = progress.steps;
  running_curve_.loss.emplace_back(progress.step, progress.smooth_l1);
  if (std::isfinite(progress.validation_r2) && progress.validation_r2 != last_score_) {
    running_curve_.score.emplace_back(progress.step, progress.validation_r2);
    last_score_ = progress.validation_r2;
  }
  curve_->show_curve(running_curve_);
}

}  // namespace cortiscope
