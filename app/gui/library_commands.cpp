#include "app/gui/library_commands.h"

#include <QMenu>

#include "app/gui/extract_controller.h"
#include "app/gui/fit_controller.h"
#include "app/gui/session_controller.h"
#include "app/gui/text.h"
#include "app/session/fit_jobs.h"

namespace cortiscope {
namespace {

QString tr(const char* text) { return QObject::tr(text); }

/// Why a cell must stay; empty where it need not.
QString objection_to_losing(const SessionController& session, LibraryWork work, Choice at) {
  const QString model = text_of(session.library().find_model(at.model)->name);
  const QString subject = text_of(session.library().find_subject(at.subject)->name);
  if (const FitJob* job = active_job(work.fits.queue(), at)) {
    return (job->state == FitState::kRunning
                ? tr("A fit of %1 to %2 is running: stop it, or wait for its end.")
                : tr("A fit of %1 to %2 waits in the queue: cancel it first."))
        .arg(model, subject);
  }
  if (const Extraction* running = work.extractions.running(); running && running->at == at) {
    return tr("Features of %1 are being extracted for %2: stop that, or wait for its end.")
        .arg(model, subject);
  }
  if (session.library().cell(at).before_unsaved) {
    return tr("The fit of %1 to %2 is not saved: save or discard it first.").arg(model, subject);
  }
  return {};
}

void add_command(QMenu& menu, const QString& text, const QString& objection,
                 const std::function<void()>& act) {
  QAction* action = menu.addAction(text, &menu, act);
  action->setEnabled(objection.isEmpty());
  action->setToolTip(objection.isEmpty() ? tr("Its files stay where they are") : objection);
  action->setStatusTip(objection);
}

}  // namespace

QString objection_to_closing(const SessionController& session, LibraryWork work,
                             SubjectId subject) {
  const Library& library = session.library();
  for (const LibraryModel& model : library.models()) {
    const QString objection = objection_to_losing(session, work, {subject, model.id});
    if (!objection.isEmpty()) return objection;
  }
  const LibrarySubject& row = *library.find_subject(subject);
  if (unsaved_regions(row.regions, row.saved_regions).empty()) return {};
  return tr("Regions that you drew on %1 are not saved: save or delete them first.")
      .arg(text_of(row.name));
}

QString objection_to_removing(const SessionController& session, LibraryWork work, ModelId model) {
  if (model == kKnownAnswer) return tr("The known answer belongs to its subjects: close those.");
  for (const LibrarySubject& subject : session.library().subjects()) {
    const QString objection = objection_to_losing(session, work, {subject.id, model});
    if (!objection.isEmpty()) return objection;
  }
  return {};
}

void add_library_commands(QMenu& menu, SessionController& session, LibraryWork work, Choice at) {
  menu.setToolTipsVisible(true);
  const Library& library = session.library();
  if (const LibrarySubject* subject = library.find_subject(at.subject)) {
    add_command(menu, tr("Close subject %1").arg(text_of(subject->name)),
                objection_to_closing(session, work, at.subject),
                [&session, id = at.subject] { session.close_subject(id); });
  }
  if (const LibraryModel* model = library.find_model(at.model)) {
    add_command(menu, tr("Remove model %1").arg(text_of(model->name)),
                objection_to_removing(session, work, at.model),
                [&session, id = at.model] { session.remove_model(id); });
  }
}

}  // namespace cortiscope
