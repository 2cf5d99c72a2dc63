#include "app/gui/library_panel.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>
#include <utility>

#include "app/gui/fit_controller.h"
#include "app/gui/library_commands.h"
#include "app/gui/library_matrix.h"
#include "app/gui/scrolled.h"
#include "app/gui/session_controller.h"

namespace cortiscope {
namespace {

constexpr std::size_t kManyModels = 12;  // more can be filtered

}  // namespace

LibraryPanel::LibraryPanel(SessionController& session, FitController& fits,
                           const ExtractController& extractions, QWidget* parent)
    : QWidget(parent), session_(session), fits_(fits), extractions_(extractions) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  auto* title = new QLabel(tr("Library"));
  title->setObjectName(QStringLiteral("subheading"));
  auto* open = new QPushButton(tr("Open…"));
  open->setObjectName(QStringLiteral("open"));
  open->setToolTip(tr("Opens subjects, features, networks, fits, images, overlays (Ctrl+O)"));
  open->setFocusPolicy(Qt::TabFocus);
  group_ = make_group_button();
  auto* head = new QHBoxLayout;
  head->addWidget(title, 1);
  head->addWidget(group_);
  head->addWidget(open);
  filter_ = new QLineEdit;
  filter_->setObjectName(QStringLiteral("filter-models"));
  filter_->setPlaceholderText(tr("Filter models"));
  filter_->setAccessibleName(tr("Filter models"));
  filter_->setClearButtonEnabled(true);
  matrix_ = new LibraryMatrix;
  matrix_->setObjectName(QStringLiteral("matrix"));
  hint_ = new QLabel(tr("Open a study, or drop it here."));
  marks_ =
      new QLabel(tr("● fitted   ◐ stopped   ○ can be fitted\n◌ can be extracted   ◆ known answer"));
  for (QLabel* label : {hint_, marks_}) {
    label->setObjectName(QStringLiteral("quiet"));
    label->setWordWrap(true);
  }

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(16, 8, 8, 12);
  layout->setSpacing(8);
  layout->addLayout(head);
  layout->addWidget(filter_);
  layout->addWidget(hint_);
  layout->addWidget(scrolled(matrix_), 1);
  layout->addWidget(marks_);

  connect(matrix_, &LibraryMatrix::chosen, this, [this](Choice at) {
    const Library& library = session_.library();
    const bool is_bare = library.first_choice(at.subject).model < 0;
    if (!library.is_empty(at) || is_bare) session_.choose(is_bare ? Choice{at.subject} : at);
  });
  connect(matrix_, &LibraryMatrix::subject_chosen, this, [this](SubjectId subject) {
    if (subject != session_.view().choice.subject) {
      session_.choose(session_.library().first_choice(subject));
    }
  });
  connect(matrix_, &LibraryMatrix::model_chosen, this, [this](ModelId model) {
    const Choice at{session_.view().choice.subject, model};
    if (!session_.library().is_empty(at)) session_.choose(at);
  });
  connect(matrix_, &LibraryMatrix::model_moved, &session_, &SessionController::move_model);
  connect(matrix_, &LibraryMatrix::subject_moved, &session_, &SessionController::move_subject);
  connect(matrix_, &LibraryMatrix::activated, this, [this](Choice at) {
    const LibraryCell& cell = session_.library().cell(at);
    if (cell.can_fit() && !cell.source) Q_EMIT fit_requested(cell.has_checkpoint);
    if (session_.library().can_extract(at)) Q_EMIT extract_requested();
  });
  connect(matrix_, &LibraryMatrix::menu_requested, this, [this](Choice of, QPoint global) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    add_library_commands(*menu, session_, {fits_, extractions_}, of);
    menu->popup(global);
  });
  connect(open, &QPushButton::clicked, this, &LibraryPanel::open_requested);
  connect(filter_, &QLineEdit::textChanged, matrix_, &LibraryMatrix::set_filter);
  connect(&session_, &SessionController::library_changed, this, &LibraryPanel::show_library);
  connect(&session_, &SessionController::source_changed, this, &LibraryPanel::show_choice);
  connect(&fits_, &FitController::queue_changed, this, &LibraryPanel::show_queue);
  connect(
      &fits_, &FitController::progressed, this,
      [this](const FitJob& job, const FitProgress& progress) {
        matrix_->set_activity(job.at, CellActivity{false, double(progress.step) / progress.steps});
      });
  show_library();
}

QToolButton* LibraryPanel::make_group_button() {
  auto* button = new QToolButton;
  button->setObjectName(QStringLiteral("group-models"));
  button->setText(tr("Group ▾"));
  button->setToolTip(tr("Puts models of one objective or size beside one another"));
  button->setProperty("quiet", true);
  button->setFocusPolicy(Qt::TabFocus);
  button->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(button);
  auto* choices = new QActionGroup(menu);
  const std::pair<ModelGrouping, QString> groupings[] = {
      {ModelGrouping::kNone, tr("None")},
      {ModelGrouping::kObjective, tr("By objective")},
      {ModelGrouping::kSize, tr("By size")}};
  for (const auto& [grouping, text] : groupings) {
    QAction* action = menu->addAction(
        text, this, [this, grouping = grouping] { session_.group_models(grouping); });
    action->setCheckable(true);
    choices->addAction(action);
    connect(menu, &QMenu::aboutToShow, action, [this, action, grouping = grouping] {
      action->setChecked(session_.library().grouping() == grouping);
    });
  }
  button->setMenu(menu);
  return button;
}

void LibraryPanel::show_library() {
  const Library& library = session_.library();
  matrix_->show_library(library);
  const bool are_many = library.models().size() > kManyModels;
  if (!are_many) filter_->clear();
  filter_->setVisible(are_many);
  const bool is_empty = library.subjects().empty();
  hint_->setVisible(is_empty);
  group_->setVisible(!is_empty);
  marks_->setVisible(!is_empty);
  show_choice();
  show_queue();
}

void LibraryPanel::show_choice() { matrix_->set_choice(session_.view().choice); }

void LibraryPanel::show_queue() {
  matrix_->clear_activities();
  for (const FitJob& job : fits_.queue().jobs()) {
    const bool is_running = job.state == FitState::kRunning;
    if (!is_running && job.state != FitState::kWaiting) continue;
    CellActivity activity;
    activity.is_waiting = !is_running;
    if (is_running) activity.progress = 0;
    matrix_->set_activity(job.at, activity);
  }
}

}  // namespace cortiscope
