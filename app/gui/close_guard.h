#pragma once

#include <QMessageBox>
#include <QObject>
#include <QPointer>
#include <functional>

namespace cortiscope {

class FitController;
class SessionController;

/// Keeps a window open while a fit runs, or a fit, drawn regions or pins are not saved, until the
/// user has said what should happen to them.
///
/// Its questions do not block: the fit continues while one is open. One at a time.
class CloseGuard : public QObject {
  Q_OBJECT

 public:
  /// @param window        of which the questions are
  /// @param save_fit      asks where to save an unsaved fit, of this job, and saves it there; calls
  ///                      stay_open() where the user changes his mind
  /// @param save_regions  writes the unsaved regions. @return  whether they are written
  CloseGuard(QWidget& window, SessionController& session, FitController& fits,
             std::function<void(int)> save_fit, std::function<bool()> save_regions);

  /// What is drawn and pinned may also be saved in a session.
  /// @param has_unsaved_work  whether any of that is in no saved session
  /// @param save              saves it, then session_saved() or stay_open() is called
  void set_session(std::function<bool()> has_unsaved_work, std::function<void()> save);
  void session_saved();

  /// Whether the window may close now; if not, asks, and closes it once it may.
  bool may_close();

  /// The window shall no longer close once a fit or the session is saved.
  void stay_open() { closes_when_saved_ = closes_with_session_ = false; }

 private:
  QMessageBox* make_question(const QString& title, const QString& question, const QString& more);
  QPushButton* add_answer(const QString& text, const char* name, QMessageBox::ButtonRole role);
  void ask_about_fit();
  void ask_about_unsaved_fits();
  bool would_lose_work() const;
  void ask_about_work();
  void close_window();

  QWidget& window_;
  SessionController& session_;
  FitController& fits_;
  std::function<void(int)> save_fit_;
  std::function<bool()> save_regions_;
  std::function<bool()> has_unsaved_work_ = [] { return true; };
  std::function<void()> save_session_;
  QPointer<QMessageBox> question_;
  bool closes_when_idle_ = false;
  bool closes_when_saved_ = false, closes_with_session_ = false;
  bool may_lose_fits_ = false, may_lose_work_ = false;  // the user agreed
};

}  // namespace cortiscope
