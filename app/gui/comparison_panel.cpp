#include "app/gui/comparison_panel.h"

#include <QAction>
#include <QApplication>
#include <QButtonGroup>
#include <QClipboard>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include "app/gui/comparison_model.h"
#include "app/gui/line_plot_view.h"
#include "app/gui/session_controller.h"
#include "app/gui/switch_button.h"
#include "app/gui/text.h"
#include "app/gui/text_line.h"
#include "app/session/alignment_plot.h"
#include "core/base/error.h"
#include "core/io/atomic_file.h"

namespace cortiscope {

ComparisonPanel::ComparisonPanel(SessionController& session, ComparisonController& comparisons,
                                 QWidget* parent)
    : QWidget(parent), session_(session), comparisons_(comparisons) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  auto* all = new QHBoxLayout(this);
  all->setContentsMargins(16, 4, 16, 12);
  all->setSpacing(24);
  all->addWidget(make_table_side(), 3);
  all->addWidget(make_plot_side(), 2);

  connect(&comparisons_, &ComparisonController::changed, this, &ComparisonPanel::show_comparison);
  for (const auto signal :
       {&SessionController::subject_changed, &SessionController::source_changed}) {
    connect(&session_, signal, this, &ComparisonPanel::mark_shown);
  }
  edit_order(false);
  show_comparison();
}

QWidget* ComparisonPanel::make_table_side() {
  auto* head = new QHBoxLayout;
  head->setSpacing(4);
  auto* sides = new QButtonGroup(this);
  for (const AlignedSide side : kSides) {
    QToolButton* button =
        switch_button(side == kBothSides ? tr("Both") : QString::fromLatin1(name_of(side)),
                      side == kBothSides  ? tr("Of both hemispheres together")
                      : side == kLeftSide ? tr("Of the left hemisphere")
                                          : tr("Of the right hemisphere"),
                      QStringLiteral("side-%1").arg(QLatin1String(name_of(side))));
    button->setChecked(side == side_);
    sides->addButton(button);
    head->addWidget(button);
    connect(button, &QToolButton::clicked, this, [this, side] {
      side_ = side;
      show_comparison();
    });
  }
  head->addStretch();
  save_csv_ = new QPushButton(tr("Save as CSV…"));
  save_csv_->setObjectName(QStringLiteral("save-csv"));
  save_csv_->setFocusPolicy(Qt::TabFocus);
  head->addWidget(save_csv_);
  connect(save_csv_, &QPushButton::clicked, this, [this] {
    ask_and_save(tr("Save the table"), QStringLiteral("comparison.csv"),
                 tr("Comma-separated text (*.csv)"), &ComparisonPanel::save_csv);
  });

  note_ = new QLabel;
  note_->setObjectName(QStringLiteral("quiet"));
  note_->setWordWrap(true);
  note_->setTextFormat(Qt::PlainText);  // names come from files
  rows_ = new ComparisonModel(this);
  sorted_ = new SortedComparison(this);
  sorted_->setSourceModel(rows_);
  table_ = new QTableView;
  table_->setObjectName(QStringLiteral("comparison"));
  table_->setAccessibleName(tr("Comparison of networks"));
  table_->setModel(sorted_);
  table_->setSortingEnabled(true);
  table_->sortByColumn(-1, Qt::AscendingOrder);  // at first as in the library
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setShowGrid(false);
  table_->setTabKeyNavigation(false);
  table_->verticalHeader()->hide();
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setStretchLastSection(true);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  auto* copy_table = new QAction(tr("Copy the table"), table_);
  copy_table->setObjectName(QStringLiteral("copy-table"));
  copy_table->setShortcut(QKeySequence::Copy);
  copy_table->setShortcutContext(Qt::WidgetShortcut);
  table_->addAction(copy_table);
  table_->setContextMenuPolicy(Qt::ActionsContextMenu);
  connect(copy_table, &QAction::triggered, this, &ComparisonPanel::copy);
  for (const auto signal : {&QTableView::clicked, &QTableView::activated}) {
    connect(table_, signal, this, &ComparisonPanel::choose_row);
  }
  auto* side = new QWidget;
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addLayout(head);
  layout->addWidget(note_);
  layout->addWidget(table_, 1);
  return side;
}

QWidget* ComparisonPanel::make_plot_side() {
  plot_ = new LinePlotView;
  order_ = new TextLine;
  order_->setObjectName(QStringLiteral("quiet"));
  order_edit_ = new QLineEdit;
  order_edit_->setObjectName(QStringLiteral("roi-order"));
  order_edit_->setAccessibleName(tr("ROI order"));
  order_edit_->setToolTip(
      tr("Early to late: commas between stages, + between the areas of one. Return takes it; "
         "empty: the usual one."));
  order_button_ = switch_button(tr("Order…"), tr("Changes the stages of the hierarchy"),
                                QStringLiteral("edit-order"));
  save_plot_ = new QPushButton(tr("Save plot…"));
  save_plot_->setObjectName(QStringLiteral("save-plot"));
  save_plot_->setFocusPolicy(Qt::TabFocus);
  order_error_ = new QLabel;
  order_error_->setObjectName(QStringLiteral("warning"));
  order_error_->setWordWrap(true);
  order_error_->setTextFormat(Qt::PlainText);
  auto* foot = new QHBoxLayout;
  foot->setSpacing(4);
  foot->addWidget(order_, 1);
  foot->addWidget(order_edit_, 1);
  foot->addWidget(order_button_);
  foot->addWidget(save_plot_);
  connect(order_button_, &QToolButton::toggled, this, &ComparisonPanel::edit_order);
  connect(order_edit_, &QLineEdit::returnPressed, this, &ComparisonPanel::take_order);
  connect(save_plot_, &QPushButton::clicked, this, [this] {
    ask_and_save(tr("Save the plot"), QStringLiteral("comparison.svg"),
                 tr("Figures (*.svg *.pdf *.png)"), &ComparisonPanel::save_plot);
  });
  auto* side = new QWidget;
  auto* layout = new QVBoxLayout(side);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(4);
  layout->addWidget(plot_, 1);
  layout->addWidget(order_error_);
  layout->addLayout(foot);
  return side;
}

void ComparisonPanel::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  comparisons_.want(*this, true);
}

void ComparisonPanel::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  comparisons_.want(*this, false);
}

void ComparisonPanel::show_comparison() {
  const auto report = comparisons_.report();
  rows_->show_report(report, comparisons_.models(), side_);
  for (const int column : {ComparisonModel::kFwrf, ComparisonModel::kPcaRidge}) {
    table_->setColumnHidden(column, !rows_->has_baselines());
  }
  note_->setText(comparisons_.note());
  note_->setVisible(!comparisons_.note().isEmpty());
  table_->setVisible(report != nullptr);
  save_csv_->setEnabled(report != nullptr);
  save_plot_->setEnabled(report != nullptr);
  show_order();
  mark_shown();
}

void ComparisonPanel::show_plot() {
  const auto report = comparisons_.report();
  if (!report) return plot_->show_plot(std::nullopt);
  std::vector<Rgb8> colors;
  for (const ComparedModel& model : comparisons_.models()) {
    colors.push_back(color_of_model(model.model));
  }
  const int shown = rows_->row_of(session_.view().choice.model);
  const auto marked = shown >= 0 ? std::optional(std::size_t(shown)) : std::nullopt;
  plot_->show_plot(alignment_plot(*report, side_, colors, marked));
}

void ComparisonPanel::show_order() {
  const QString text = text_of(to_text(comparisons_.order()));
  order_->set_text(tr("Order: %1").arg(text));
  order_->setToolTip(text);
}

/// Marks the model that is shown everywhere, in table and plot.
void ComparisonPanel::mark_shown() {
  const ModelId model = session_.view().choice.model;
  rows_->mark(model);
  const int row = rows_->row_of(model);
  if (row < 0) {
    table_->clearSelection();
  } else {
    table_->selectRow(sorted_->mapFromSource(rows_->index(row, 0)).row());
  }
  show_plot();
}

void ComparisonPanel::choose_row(const QModelIndex& index) {
  if (!index.isValid()) return;
  const ModelId model = rows_->model_in(sorted_->mapToSource(index).row());
  session_.choose({session_.view().choice.subject, model});
}

void ComparisonPanel::edit_order(bool is_edited) {
  order_button_->setChecked(is_edited);
  order_->setVisible(!is_edited);
  order_edit_->setVisible(is_edited);
  order_error_->hide();
  if (!is_edited) return;
  order_edit_->setText(text_of(to_text(comparisons_.order())));
  order_edit_->setFocus();
  order_edit_->selectAll();
}

void ComparisonPanel::take_order() {
  const std::string text = order_edit_->text().trimmed().toStdString();
  try {
    const RoiOrder order = text.empty() ? default_roi_order() : parse_roi_order(text, "roi-order");
    const auto report = comparisons_.report();
    if (!text.empty() && report) require_areas(order, report->fits, "roi-order");
    edit_order(false);
    comparisons_.set_order(order);
    show_order();
  } catch (const Error& error) {
    order_error_->setText(QString::fromUtf8(error.what()));
    order_error_->show();
  }
}

void ComparisonPanel::copy() const { QApplication::clipboard()->setText(tab_separated(*sorted_)); }

void ComparisonPanel::ask_and_save(const QString& title, const QString& name, const QString& kinds,
                                   void (ComparisonPanel::*save)(const std::filesystem::path&)) {
  const QString file = QFileDialog::getSaveFileName(this, title, name, kinds);
  if (file.isEmpty() || !comparisons_.report()) return;
  std::filesystem::path path = file.toStdString();
  if (!path.has_extension()) path += std::filesystem::path(name.toStdString()).extension();
  (this->*save)(path);
}

/// The dialog has asked whether a file may be replaced, but never one of the fits.
void ComparisonPanel::write(const std::filesystem::path& file,
                            const std::function<void(const Overwriting&)>& write) {
  Overwriting over;
  over.replaces = true;
  for (const ComparedModel& model : comparisons_.models()) over.inputs.emplace_back(model.file);
  try {
    write(over);
    Q_EMIT saved(text_of(file));
  } catch (const Error& error) {
    Q_EMIT failed(QString::fromUtf8(error.what()));
  }
}

void ComparisonPanel::save_csv(const std::filesystem::path& file) {
  write(file, [&](const Overwriting& over) {
    require_output_file(file, over);
    write_file(file, csv_of_lines(*comparisons_.report()));
  });
}

void ComparisonPanel::save_plot(const std::filesystem::path& file) {
  write(file, [&](const Overwriting& over) { write_plot(*plot_->plot(), file, over); });
}

}  // namespace cortiscope
