#include "app/gui/fit_notices.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <optional>

#include "app/gui/fit_controller.h"
#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/gui/toasts.h"
#include "app/session/fit_jobs.h"
#include "core/analysis/retinotopy_check.h"
#include "core/base/error.h"
#include "core/fit/data_check.h"
#include "core/io/hdf5/checkpoint_file.h"

namespace cortiscope {
namespace {

const QString kOffered = QStringLiteral("offered-fits");
constexpr int kMostOffered = 100;  // that are remembered

std::optional<int> step_kept(const std::filesystem::path& checkpoint) {
  try {
    return step_of_checkpoint(checkpoint);
  } catch (const Error&) {
    return std::nullopt;  // damaged: it cannot be resumed
  }
}

/// What is offered: the state of a fit at a step.
QString state_name(const std::filesystem::path& fit_file, int step) {
  return text_of(std::filesystem::absolute(fit_file)) + QStringLiteral("@%1").arg(step);
}

}  // namespace

FitNotices::FitNotices(QWidget& window, SessionController& session, FitController& fits,
                       Toasts& notice)
    : window_(window), session_(session), fits_(fits), notice_(notice) {
  connect(&fits_, &FitController::started, this, [this](const FitJob& job) {
    if (job.at == offered_now_) notice_.withdraw_offer();
  });
  connect(&fits_, &FitController::finished, this,
          [this](const FitJob& job, const std::shared_ptr<const FitResult>& fit) {
            stopped_.insert(state_name(job.files.out, fit->provenance.steps_done));
            Concerns concerns = concerns_about(*fit);
            if (const auto more = concern_about(check_retinotopy(*fit))) concerns.push_back(*more);
            tell(job, concerns);
          });
  connect(&fits_, &FitController::concerned, this, &FitNotices::tell);
  connect(&fits_, &FitController::queue_changed, this, &FitNotices::withdraw_saved);
  connect(&fits_, &FitController::not_saved, this,
          [this](const FitJob& job, const auto&) { offer_to_save(job); });
}

void FitNotices::offer_to_resume() {
  const Library& library = session_.library();
  QStringList offered = QSettings().value(kOffered).toStringList();
  for (const Choice at : library.choices()) {
    const LibraryCell& cell = library.cell(at);
    const bool is_finished = cell.source && cell.source->kind == MapSource::Kind::kFit;
    if (!cell.has_checkpoint || is_finished || active_job(fits_.queue(), at)) continue;
    const std::optional<int> step = step_kept(checkpoint_of(cell.fit_file));
    if (!step) continue;
    const QString state = state_name(cell.fit_file, *step);
    if (offered.contains(state) || stopped_.count(state) > 0) continue;
    offered.prepend(state);
    QSettings().setValue(kOffered, QStringList(offered.mid(0, kMostOffered)));
    offered_now_ = at;
    unsaved_now_ = 0;
    const bool was_stopped = cell.source && cell.source->kind == MapSource::Kind::kStopped &&
                             cell.source->made.steps_done >= *step;
    const QString message =
        was_stopped ? tr("A fit of %1 to %2 was stopped at step %L3. It can be resumed.")
                    : tr("A fit of %1 to %2 was interrupted. Its state at step %L3 is kept.");
    notice_.offer(message
                      .arg(text_of(library.find_model(at.model)->name),
                           text_of(library.find_subject(at.subject)->name))
                      .arg(*step),
                  {{tr("Resume the fit"), [this, at] {
                      session_.choose(at);
                      Q_EMIT resume_requested();
                    }}});
    return;
  }
}

void FitNotices::start_or_ask(const std::function<void()>& start) {
  const LibraryCell* cell = session_.cell();
  const bool is_fitted =
      cell && cell->can_fit() && cell->source && !active_job(fits_.queue(), session_.view().choice);
  if (!is_fitted) return start();
  const bool was_stopped = cell->source->kind == MapSource::Kind::kStopped;
  const QString text = was_stopped
                           ? tr("%1 was fitted until it was stopped. Start from the beginning?")
                           : tr("%1 is fitted already. Fit it again?");
  auto* question = new QMessageBox(QMessageBox::Question, tr("Fit again"),
                                   text.arg(session_.title()), QMessageBox::Cancel, &window_);
  question->button(QMessageBox::Cancel)->setObjectName(QStringLiteral("cancel-refit"));
  question->setObjectName(QStringLiteral("refit-question"));
  question->setAttribute(Qt::WA_DeleteOnClose);
  question->setInformativeText(
      tr("The new fit is written to a file of its own; the one that is there stays."));
  QPushButton* again = question->addButton(tr("Fit again"), QMessageBox::AcceptRole);
  again->setObjectName(QStringLiteral("refit"));
  question->setDefaultButton(again);
  connect(again, &QPushButton::clicked, this, start);
  question->open();
}

/// The unsaved fit that the notice speaks of may be saved or given up by now.
void FitNotices::withdraw_saved() {
  if (unsaved_now_ == 0) return;
  const FitJob* job = fits_.queue().find(unsaved_now_);
  if (job && job->state == FitState::kUnsaved) return;
  unsaved_now_ = 0;
  notice_.withdraw_offer();
}

/// Each once for a fit: few test images concern it at its start and at its end.
void FitNotices::tell(const FitJob& job, const std::vector<std::string>& concerns) {
  QStringList messages;
  for (const std::string& concern : concerns) {
    if (!told_.emplace(job.id, concern).second) continue;
    messages.push_back(tr("The fit of %1 to %2: %3")
                           .arg(text_of(job.network), text_of(job.subject), text_of(concern)));
    Q_EMIT concerned(messages.back());
  }
  if (!messages.isEmpty() && !notice_.has_offer()) {
    notice_.show_message(messages.join(QLatin1Char('\n')));
  }
}

void FitNotices::offer_to_save(const FitJob& job) {
  offered_now_ = {};
  unsaved_now_ = job.id;
  notice_.offer(tr("The fit of %1 to %2 is not saved. %3")
                    .arg(text_of(job.network), text_of(job.subject), text_of(job.message)),
                {{tr("Save elsewhere…"), [this, id = job.id] { save_elsewhere(id); }},
                 {tr("Try again"), [this, id = job.id] { fits_.save(id); }}});
}

void FitNotices::save_elsewhere(int id) {
  const FitJob* job = fits_.queue().find(id);
  if (!job || job->state != FitState::kUnsaved) return;
  auto* dialog = new QFileDialog(&window_, tr("Save the fit"), QDir::homePath(),  // its own failed
                                 tr("Fits (*.fit.h5);;All files (*)"));
  dialog->setObjectName(QStringLiteral("save-fit-dialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(QStringLiteral("fit.h5"));
  dialog->selectFile(text_of(job->files.out.filename()));
  connect(dialog, &QFileDialog::fileSelected, this,
          [this, id](const QString& chosen) { fits_.save_elsewhere(id, chosen.toStdString()); });
  connect(dialog, &QFileDialog::rejected, this, &FitNotices::saving_cancelled);
  dialog->open();
}

}  // namespace cortiscope
