#include "app/gui/fit_panel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include "app/gui/fit_controller.h"
#include "app/gui/fit_progress_view.h"
#include "app/gui/scrolled.h"
#include "app/gui/session_controller.h"
#include "app/gui/switch_button.h"
#include "app/gui/text.h"
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
  for (QPushButton* button : {start_, extract_, resume_}) button->setFocusPolicy(Qt::TabFocus);

  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(16, 4, 16, 12);
  layout->setSpacing(16);
  layout->addWidget(make_form(), 2);
  progress_ = new FitProgressView(session, fits);
  layout->addWidget(progress_, 3);

  connect(network_, &QComboBox::activated, this, [this](int index) {
    session_.choose({session_.view().choice.subject, network_->itemData(index).toInt()});
  });
  connect(start_, &QPushButton::clicked, this, [this] { Q_EMIT fit_requested(false); });
  connect(resume_, &QPushButton::clicked, this, [this] { Q_EMIT fit_requested(true); });
  connect(extract_, &QPushButton::clicked, this, &FitPanel::extract_requested);
  connect(progress_, &FitProgressView::save_elsewhere_requested, this,
          &FitPanel::save_elsewhere_requested);
  for (QSpinBox* box : {steps_, batch_}) {
    connect(box, &QSpinBox::valueChanged, this, &FitPanel::show_forecast);
  }
  using S = SessionController;
  for (const auto signal : {&S::library_changed, &S::source_changed}) {
    connect(&session_, signal, this, &FitPanel::show_choice);
  }
  connect(&fits_, &FitController::queue_changed, this, &FitPanel::show_actions);
  connect(&fits_, &FitController::started, this, &FitPanel::show_actions);
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

void FitPanel::show_error(const QString& message) { progress_->show_error(message); }

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
  show_actions();
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

/// The buttons that start, extract or resume, as far as they apply to what is chosen.
void FitPanel::show_actions() {
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
}

}  // namespace cortiscope
