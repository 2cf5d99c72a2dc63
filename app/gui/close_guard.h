#pragma once

#include <QMessageBox>
#include <QObject>
#include <QPointer>
#include <functional>

namespace cortiscope {

class FitController;
class SessionController;

/// Keeps a window open while a fit runs, or a fit or drawn regions are not saved, until the user
/// has said what should happen to them.
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

  /// Whether the window may close now; if not, asks, and closes it once it may.
  bool may_close();

  /// The window shall no longer close once a fit is saved.
  void stay_open() { closes_when_saved_ = false; }

 private:
  QMessageBox* make_question(const QString& title, const QString& question, const QString& more);
  QPushButton* add_answer(const QString& text, const char* name, QMessageBox::ButtonRole role);
  void ask_about_fit();
  void ask_about_unsaved_fits();
  void ask_about_regions();
  void close_window();

  QWidget& window_;
  SessionController& session_;
  FitController& fits_;
  std::function<void(int)> save_fit_;
  std::function<bool()> save_regions_;
  QPointer<QMessageBox> question_;
  bool closes_when_idle_ = false;
  bool closes_when_saved_ = false;
  bool may_lose_fits_ = false, may_lose_regions_ = false;  // the user agreed
};

}  // namespace cortiscope
