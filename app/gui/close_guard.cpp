#include "app/gui/close_guard.h"

#include <QPushButton>
#include <algorithm>
#include <utility>

#include "app/gui/fit_controller.h"
#include "app/gui/region_files.h"
#include "app/gui/session_controller.h"
#include "app/gui/text.h"

namespace cortiscope {

CloseGuard::CloseGuard(QWidget& window, SessionController& session, FitController& fits,
                       std::function<void(int)> save_fit, std::function<bool()> save_regions)
    : window_(window),
      session_(session),
      fits_(fits),
      save_fit_(std::move(save_fit)),
      save_regions_(std::move(save_regions)) {
  connect(&fits_, &FitController::idle, this, [this] {
    if (closes_when_idle_) close_window();
  });
  connect(&fits_, &FitController::finished, this, [this] {
    if (closes_when_saved_) close_window();
  });
  connect(&fits_, &FitController::not_saved, this, &CloseGuard::stay_open);
}

bool CloseGuard::may_close() {
  if (fits_.is_running()) {
    ask_about_fit();
    return false;
  }
  if (!may_lose_fits_ && !fits_.unsaved().empty()) {
    ask_about_unsaved_fits();
    return false;
  }
  if (!may_lose_work_ && would_lose_work()) {
    ask_about_work();
    return false;
  }
  return true;
}

void CloseGuard::set_session(std::function<bool()> has_unsaved_work, std::function<void()> save) {
  has_unsaved_work_ = std::move(has_unsaved_work);
  save_session_ = std::move(save);
}

void CloseGuard::session_saved() {
  if (closes_with_session_) close_window();
}

bool CloseGuard::would_lose_work() const {
  const auto& subjects = session_.library().subjects();
  const bool has_pins = std::any_of(subjects.begin(), subjects.end(),
                                    [](const LibrarySubject& row) { return !row.pins.empty(); });
  return (has_pins || !unsaved_regions(session_).empty()) && has_unsaved_work_();
}

/// @return  nullptr where one is open already
QMessageBox* CloseGuard::make_question(const QString& title, const QString& question,
                                       const QString& more) {
  if (question_ && question_->isVisible()) {
    question_->raise();
    return nullptr;
  }
  question_ =
      new QMessageBox(QMessageBox::Question, title, question, QMessageBox::NoButton, &window_);
  question_->setObjectName(QStringLiteral("close-question"));
  question_->setAttribute(Qt::WA_DeleteOnClose);
  question_->setInformativeText(more);
  question_->addButton(QMessageBox::Cancel);
  return question_;
}

QPushButton* CloseGuard::add_answer(const QString& text, const char* name,
                                    QMessageBox::ButtonRole role) {
  QPushButton* button = question_->addButton(text, role);
  button->setObjectName(QLatin1String(name));
  return button;
}

void CloseGuard::ask_about_fit() {
  if (!make_question(tr("A fit is running"), tr("A fit is running. What should happen to it?"),
                     tr("A stopped fit is written with what it reached, and can be resumed."))) {
    return;
  }
  QPushButton* keep = add_answer(tr("Stop and keep"), "keep", QMessageBox::AcceptRole);
  QPushButton* wait = add_answer(tr("Close when done"), "wait", QMessageBox::ActionRole);
  QPushButton* discard = add_answer(tr("Discard"), "discard", QMessageBox::DestructiveRole);
  question_->setDefaultButton(keep);
  connect(question_, &QMessageBox::buttonClicked, this,
          [this, keep, wait, discard](QAbstractButton* button) {
            closes_when_idle_ = button == keep || button == wait || button == discard;
            if (button == keep || button == discard) fits_.cancel_waiting();
            if (button == keep) fits_.stop_and_keep();
            if (button == discard) fits_.discard();
            if (closes_when_idle_ && !fits_.is_running()) close_window();
          });
  question_->open();
}

/// About the first of them; closing asks again where there are more.
void CloseGuard::ask_about_unsaved_fits() {
  const FitJob& job = *fits_.queue().find(fits_.unsaved().front());
  if (!make_question(
          tr("A fit is not saved"),
          tr("The fit of %1 to %2 is not saved.").arg(text_of(job.network), text_of(job.subject)),
          text_of(job.message))) {
    return;
  }
  QPushButton* keep = add_answer(tr("Save elsewhere…"), "save-fit", QMessageBox::AcceptRole);
  QPushButton* again = add_answer(tr("Try again"), "try-again", QMessageBox::ActionRole);
  QPushButton* lose =
      add_answer(tr("Close without saving"), "lose-fits", QMessageBox::DestructiveRole);
  question_->setDefaultButton(keep);
  connect(question_, &QMessageBox::buttonClicked, this,
          [this, keep, again, lose, id = job.id](QAbstractButton* button) {
            may_lose_fits_ = button == lose;
            closes_when_saved_ = button == keep || button == again;
            if (button == keep) save_fit_(id);
            if (button == again) fits_.save(id);
            if (may_lose_fits_) close_window();
          });
  question_->open();
}

void CloseGuard::ask_about_work() {
  const auto count = unsaved_regions(session_).size();
  const QString lost = count == 0   ? tr("Pins are not saved.")
                       : count == 1 ? tr("A region that you drew is not saved.")
                                    : tr("%1 regions that you drew are not saved.").arg(count);
  const QString more =
      count == 0 ? tr("They are lost when the window closes, unless the session is saved.")
                 : tr("They are lost when the window closes, unless they are written as "
                      "FreeSurfer labels, or the session is saved.");
  if (!make_question(tr("What you drew or pinned is not saved"), lost, more)) return;
  QPushButton* all = save_session_
                         ? add_answer(tr("Save session…"), "save-session", QMessageBox::AcceptRole)
                         : nullptr;
  QPushButton* keep =
      count > 0 ? add_answer(tr("Save labels…"), "save-regions", QMessageBox::AcceptRole) : nullptr;
  QPushButton* lose =
      add_answer(tr("Close without saving"), "lose-work", QMessageBox::DestructiveRole);
  question_->setDefaultButton(all ? all : keep);
  connect(question_, &QMessageBox::buttonClicked, this,
          [this, all, keep, lose](QAbstractButton* button) {
            closes_with_session_ = all && button == all;
            if (closes_with_session_) return save_session_();
            may_lose_work_ = button == lose;
            const bool are_saved = keep && button == keep && save_regions_();
            if (may_lose_work_ || are_saved) close_window();
          });
  question_->open();
}

/// Another question may follow, and this one is still open.
void CloseGuard::close_window() {
  QMetaObject::invokeMethod(&window_, &QWidget::close, Qt::QueuedConnection);
}

}  // namespace cortiscope
