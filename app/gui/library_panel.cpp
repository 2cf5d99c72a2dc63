#include "app/gui/library_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>

#include "app/gui/fit_controller.h"
#include "app/gui/library_commands.h"
#include "app/gui/library_matrix.h"
#include "app/gui/scrolled.h"
#include "app/gui/session_controller.h"
#include "app/session/fit_jobs.h"
#include "core/base/duration_text.h"
#include "core/fit/schedule.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

/// The part of the matrix that always stays visible, however long the text about a fit is: its head
/// and three rows.
constexpr int kMostMatrix = 264;

QString facts_of(const MapSource& source, const LibrarySubject& subject) {
  const auto text = [](const std::string& words) { return QString::fromStdString(words); };
  const Subject& who = *subject.subject;
  QStringList lines;
  switch (source.kind) {
    case MapSource::Kind::kTruth:
      lines << LibraryPanel::tr("Planted: the responses were made from network “%1” read this way.")
                   .arg(text(source.features.network));
      break;
    case MapSource::Kind::kBare:
      lines << LibraryPanel::tr("Not fitted yet.");
      break;
    case MapSource::Kind::kRunning:
      lines << LibraryPanel::tr("Being fitted; the maps show its present state.");
      break;
    case MapSource::Kind::kSnapshot:  // the library holds none
    case MapSource::Kind::kStopped:
    case MapSource::Kind::kFit: {
      const double score = source.mean_score();
      if (std::isfinite(score)) {
        QString line =
            LibraryPanel::tr("Mean %1 %2").arg(text(source.score_name)).arg(score, 0, 'f', 3);
        const double share =
            who.noise_ceiling.empty() ? NAN : score_over_ceiling(source.score, who.noise_ceiling);
        if (std::isfinite(share)) {
          line += LibraryPanel::tr(", %1 % of the ceiling").arg(std::lround(100 * share));
        }
        lines << line;
      }
      lines << LibraryPanel::tr("%1 of %2 steps in %3")
                   .arg(source.made.steps_done)
                   .arg(source.made.steps)
                   .arg(text(duration_text(source.made.seconds)));
      if (source.kind == MapSource::Kind::kFit && !has_converged(source.history)) {
        lines << LibraryPanel::tr("Not converged: more steps would find more");
      }
      if (!source.made.leak.empty()) {
        lines << LibraryPanel::tr("Not to be believed: %1").arg(text(source.made.leak));
      }
      if (source.made.ablation != "none") {
        lines << LibraryPanel::tr("Fitted without %1").arg(text(source.made.ablation));
      }
      lines << LibraryPanel::tr("%1 layers, seed %2, %3 engine")
                   .arg(source.layer_count())
                   .arg(source.made.seed)
                   .arg(text(source.made.engine));
      if (source.is_installed()) {
        lines << LibraryPanel::tr("Came with the program, made by %1 on %2")
                     .arg(text(source.made.program), text(source.made.created.substr(0, 10)));
      }
      break;
    }
  }
  QString line = LibraryPanel::tr("%L1 vertices").arg(who.vertex_count());
  if (!subject.images.empty()) line += LibraryPanel::tr(", %L1 images").arg(subject.images.size());
  lines << line + LibraryPanel::tr(", cortex %1").arg(text(who.cortex.name));
  return lines.join(QLatin1Char('\n'));
}

}  // namespace

LibraryPanel::LibraryPanel(SessionController& session, FitController& fits, QWidget* parent)
    : QWidget(parent), session_(session), fits_(fits) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  setMinimumWidth(272);
  matrix_ = new LibraryMatrix;
  matrix_->setObjectName(QStringLiteral("matrix"));
  scroll_ = scrolled(matrix_);

  legend_ =
      new QLabel(tr("● fitted   ◐ stopped   ○ can be fitted\n◌ can be extracted   ◆ known answer"));
  legend_->setObjectName(QStringLiteral("quiet"));
  legend_->setWordWrap(true);
  name_ = new QLabel;
  name_->setObjectName(QStringLiteral("subheading"));
  name_->setWordWrap(true);
  facts_ = new QLabel;
  facts_->setObjectName(QStringLiteral("quiet"));
  facts_->setWordWrap(true);
  fit_ = new QPushButton(tr("Fit"));
  fit_->setObjectName(QStringLiteral("primary"));
  extract_ = new QPushButton(tr("Extract features"));
  extract_->setToolTip(tr("Run the network over the subject's images; then it can be fitted"));
  resume_ = new QPushButton(tr("Resume"));
  resume_->setToolTip(tr("Resume this fit from where it was interrupted"));
  fit_all_ = new QPushButton(tr("Queue all"));
  fit_all_->setToolTip(tr("Queue everything that can be fitted and is not"));
  auto* open = new QPushButton(tr("Open…"));
  for (QPushButton* button : {extract_, fit_, resume_, fit_all_, open})
    button->setFocusPolicy(Qt::TabFocus);

  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(6);
  buttons->addWidget(extract_);
  buttons->addWidget(fit_);
  buttons->addWidget(resume_);
  buttons->addWidget(fit_all_);
  buttons->addStretch();

  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(12, 6, 12, 12);
  layout->setSpacing(8);
  auto* head = new QHBoxLayout;
  auto* what = new QLabel(tr("Subjects by models"));
  what->setObjectName(QStringLiteral("quiet"));
  head->addWidget(what, 1);
  head->addWidget(open);
  layout->addLayout(head);
  layout->addWidget(scroll_, 1);
  layout->addWidget(legend_);
  layout->addSpacing(4);
  layout->addWidget(name_);
  layout->addWidget(facts_);
  layout->addLayout(buttons);

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
  connect(matrix_, &LibraryMatrix::activated, this, [this](Choice at) {
    const LibraryCell& cell = session_.library().cell(at);
    if (cell.can_fit() && !cell.source) Q_EMIT fit_requested(cell.has_checkpoint);
    if (session_.library().can_extract(at)) Q_EMIT extract_requested();
  });
  connect(matrix_, &LibraryMatrix::menu_requested, this, [this](Choice of, QPoint global) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    add_library_commands(*menu, session_, fits_, of);
    menu->popup(global);
  });
  connect(open, &QPushButton::clicked, this, &LibraryPanel::open_requested);
  connect(extract_, &QPushButton::clicked, this, &LibraryPanel::extract_requested);
  connect(fit_, &QPushButton::clicked, this, [this] { Q_EMIT fit_requested(false); });
  connect(resume_, &QPushButton::clicked, this, [this] { Q_EMIT fit_requested(true); });
  connect(fit_all_, &QPushButton::clicked, this, &LibraryPanel::fit_all_requested);
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

void LibraryPanel::show_library() {
  matrix_->show_library(session_.library());
  scroll_->setMinimumHeight(
      std::min(matrix_->sizeHint().height() + 2 * scroll_->frameWidth(), kMostMatrix));
  show_queue();
}

void LibraryPanel::show_choice() {
  matrix_->set_choice(session_.view().choice);
  const LibrarySubject* subject = session_.subject();
  const auto source = session_.source();
  const LibraryCell* cell = session_.cell();
  name_->setText(session_.title());
  facts_->setText(source ? facts_of(*source, *subject) : tr("Open a study, or drop it here."));
  const bool is_busy = active_job(fits_.queue(), session_.view().choice);
  const bool can_extract = session_.library().can_extract(session_.view().choice);
  extract_->setVisible(can_extract);
  fit_->setVisible(!can_extract);
  fit_->setEnabled(cell && cell->can_fit() && !is_busy);
  fit_->setText(cell && cell->source && cell->can_fit() ? tr("Fit again") : tr("Fit"));
  resume_->setVisible(cell && cell->has_checkpoint && !is_busy);
}

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
  int unfitted = 0;
  const Library& library = session_.library();
  for (const Choice at : library.choices()) {
    unfitted += library.cell(at).can_fit() && !library.cell(at).source;
  }
  fit_all_->setEnabled(unfitted > 0);
  show_choice();
}

}  // namespace cortiscope
