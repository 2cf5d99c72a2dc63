#pragma once

#include <QObject>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "app/session/fit_queue.h"

class QWidget;

namespace cortiscope {

class FitController;
class Toasts;
class SessionController;

/// What the window asks and tells about fits, without blocking: whether to resume one that was
/// stopped or interrupted, where to save one that could not be written, whether to fit a fitted
/// model again; what is wrong with the data or the result of one.
class FitNotices : public QObject {
  Q_OBJECT

 public:
  /// @param window  of which the questions are
  FitNotices(QWidget& window, SessionController& session, FitController& fits, Toasts& notice);

  /// Offers to resume a fit of the library, once: the user's settings remember it.
  void offer_to_resume();

  /// Starts a fit of the chosen model; where it is fitted already, once the user agrees.
  void start_or_ask(const std::function<void()>& start);

  /// Asks for a file for an unsaved fit, and saves it there once there is an answer.
  void save_elsewhere(int id);

 Q_SIGNALS:
  /// The chosen fit shall be resumed.
  void resume_requested();
  /// No file was chosen for an unsaved fit.
  void saving_cancelled();
  /// Something is wrong with the data of a fit that starts, or with its result. Shown where no
  /// question waits for an answer; to be logged.
  void concerned(const QString& message);

 private:
  void offer_to_save(const FitJob& job);
  void withdraw_saved();
  void tell(const FitJob& job, const std::vector<std::string>& concerns);

  QWidget& window_;
  SessionController& session_;
  FitController& fits_;
  Toasts& notice_;
  Choice offered_now_;                          // to resume, in the notice; {-1, -1}: none
  int unsaved_now_ = 0;                         // the job in the notice; 0: none
  std::set<std::pair<int, std::string>> told_;  // by job
  std::set<QString> stopped_;                   // while the program runs: the user knows of them
};

}  // namespace cortiscope
