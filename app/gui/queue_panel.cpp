#include "app/gui/queue_panel.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

#include "app/gui/fit_controller.h"
#include "app/gui/text.h"
#include "core/base/duration_text.h"

namespace cortiscope {
namespace {

constexpr int kStateColumn = 2, kForecastColumn = 3;

}  // namespace

QueuePanel::QueuePanel(FitController& fits, QWidget* parent) : QWidget(parent), fits_(fits) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  table_ = new QTableWidget(0, 4);
  table_->setObjectName(QStringLiteral("queue"));
  table_->setHorizontalHeaderLabels({tr("Network"), tr("Subject"), tr("State"), tr("Forecast")});
  table_->verticalHeader()->hide();
  table_->setShowGrid(false);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setFocusPolicy(Qt::ClickFocus);
  // Names and states share what the forecast leaves, and are shortened; the tool tip has all.
  table_->horizontalHeader()->setMinimumSectionSize(2 * fontMetrics().height());
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  table_->horizontalHeader()->setSectionResizeMode(kForecastColumn, QHeaderView::ResizeToContents);
  table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  table_->setWordWrap(false);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table_->setAccessibleName(tr("Queue"));
  auto* title = new QLabel(tr("Queue"));
  title->setObjectName(QStringLiteral("subheading"));
  forecast_ = new QLabel;
  forecast_->setObjectName(QStringLiteral("quiet"));
  forecast_->setWordWrap(true);
  add_all_ = new QPushButton(tr("Queue all"));
  add_all_->setToolTip(tr("Queues everything that can be fitted and is not"));
  cancel_ = new QPushButton(tr("Cancel"));
  cancel_->setToolTip(tr("Removes the selected fits; a running one is stopped and kept"));
  cancel_all_ = new QPushButton(tr("Cancel waiting"));
  cancel_all_->setToolTip(tr("The running fit goes on"));
  clear_ = new QPushButton(tr("Clear"));
  clear_->setToolTip(tr("Removes the fits that have ended from the list"));
  for (QPushButton* button : {add_all_, cancel_, cancel_all_, clear_}) {
    button->setFocusPolicy(Qt::TabFocus);
  }
  auto* head = new QHBoxLayout;
  head->setSpacing(8);
  head->addWidget(title, 1);
  head->addWidget(clear_);
  head->addWidget(add_all_);
  auto* foot = new QHBoxLayout;
  foot->setSpacing(6);
  for (QPushButton* button : {cancel_, cancel_all_}) foot->addWidget(button);
  foot->addStretch();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(4, 4, 16, 12);
  layout->setSpacing(8);
  layout->addLayout(head);
  layout->addWidget(forecast_);
  layout->addWidget(table_, 1);
  layout->addLayout(foot);

  connect(add_all_, &QPushButton::clicked, this, &QueuePanel::fit_all_requested);
  connect(cancel_, &QPushButton::clicked, this, &QueuePanel::cancel_selected);
  connect(cancel_all_, &QPushButton::clicked, &fits_, &FitController::cancel_waiting);
  connect(clear_, &QPushButton::clicked, &fits_, &FitController::forget_ended);
  connect(&fits_, &FitController::queue_changed, this, &QueuePanel::show_queue);
  connect(&fits_, &FitController::pace_changed, this, &QueuePanel::show_forecasts);
  connect(&fits_, &FitController::progressed, this,
          [this](const FitJob& job, const FitProgress& progress) {
            const int row = row_of(job.id);
            if (row < 0) return;
            table_->item(row, kForecastColumn)
                ->setText(tr("%1 left").arg(text_of(duration_text(progress.remaining_s))));
          });
  show_queue();
}

void QueuePanel::set_can_add(bool can_add) { add_all_->setEnabled(can_add); }

/// @return  -1 where there is none
int QueuePanel::row_of(int id) const {
  for (int row = 0; row < table_->rowCount(); ++row) {
    if (table_->item(row, 0)->data(Qt::UserRole).toInt() == id) return row;
  }
  return -1;
}

void QueuePanel::show_queue() {
  const std::vector<FitJob>& jobs = fits_.queue().jobs();
  table_->setRowCount(int(jobs.size()));
  for (int row = 0; row < int(jobs.size()); ++row) {
    const FitJob& job = jobs[std::size_t(row)];
    const QString state =
        job.message.empty() ? tr(name_of(job.state))
                            : tr(name_of(job.state)) + QStringLiteral(": ") + text_of(job.message);
    const QString steps = job.options.steps == 0 ? tr("until it has converged")
                                                 : tr("%L1 steps").arg(job.options.steps);
    const QStringList texts = {text_of(job.network), text_of(job.subject), state, QString()};
    for (int column = 0; column < texts.size(); ++column) {
      auto* item = new QTableWidgetItem(texts[column]);
      item->setData(Qt::UserRole, job.id);
      const QString& text = texts[column];
      item->setToolTip(column == kStateColumn ? text + QStringLiteral(", ") + steps : text);
      table_->setItem(row, column, item);
    }
  }
  const int waiting = fits_.queue().waiting_count();
  cancel_->setEnabled(waiting > 0 || fits_.is_running());
  cancel_all_->setEnabled(waiting > 0);
  clear_->setEnabled(!jobs.empty());
  show_forecasts();
}

/// Of the running fit, its own estimate follows.
void QueuePanel::show_forecasts() {
  const std::vector<FitJob>& jobs = fits_.queue().jobs();
  for (int row = 0; row < table_->rowCount(); ++row) {
    const FitJob& job = jobs[std::size_t(row)];
    const FitForecast cost = forecast(job.size, job.options, fits_.gflop_per_s());
    QTableWidgetItem* item = table_->item(row, kForecastColumn);
    if (job.state == FitState::kRunning && !item->text().isEmpty()) continue;
    if (!is_active(job.state)) continue;
    item->setText(tr("%1, %2 GB")
                      .arg(text_of(duration_text(cost.seconds)))
                      .arg(cost.memory_mb / 1024, 0, 'f', 1));
  }
  const int waiting = fits_.queue().waiting_count();
  if (waiting > 0) {
    const FitForecast all = fits_.queue().forecast_of_waiting(fits_.gflop_per_s());
    forecast_->setText(tr("%n waiting: about %1, at most %2 GB at a time", nullptr, waiting)
                           .arg(text_of(duration_text(all.seconds)))
                           .arg(all.memory_mb / 1024, 0, 'f', 1));
  } else {
    forecast_->setText(jobs.empty() ? tr("Fits that you add run one after the other.")
                                    : tr("Nothing is waiting."));
  }
}

void QueuePanel::cancel_selected() {
  std::vector<int> ids;
  for (const QTableWidgetItem* item : table_->selectedItems()) {
    if (item->column() == 0) ids.push_back(item->data(Qt::UserRole).toInt());
  }
  for (const int id : ids) {
    const FitJob* job = fits_.queue().find(id);
    if (job && job->state == FitState::kRunning) {
      fits_.stop_and_keep();
    } else {
      fits_.cancel(id);
    }
  }
}

}  // namespace cortiscope
