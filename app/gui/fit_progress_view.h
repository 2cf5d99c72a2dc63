#pragma once

#include <QWidget>

#include "app/gui/curve_view.h"
#include "app/session/fit_queue.h"
#include "core/fit/fit.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace cortiscope {

class FitController;
class SessionController;
class TextLine;

/// The progress and the curve of the running fit, and the buttons that end it; without one, the
/// curve of the chosen fit. Says what went wrong, and what can be done with a fit that could not be
/// saved.
class FitProgressView : public QWidget {
  Q_OBJECT

 public:
  FitProgressView(SessionController& session, FitController& fits, QWidget* parent = nullptr);

  /// Shows that a fit ended in an error.
  void show_error(const QString& message);

 Q_SIGNALS:
  /// Save an unsaved fit to a file that the user chooses.
  void save_elsewhere_requested(int id);

 private:
  QWidget* make_saving_buttons();
  void show_running();
  void begin();
  void show_progress(const FitJob& job, const FitProgress& progress);
  void extend_curve(const FitProgress& progress);
  void show_headline(const FitJob& running);
  void show_history();
  void show_problem();
  const FitJob* unsaved() const;

  SessionController& session_;
  FitController& fits_;
  QPushButton *stop_, *discard_;
  TextLine *headline_, *numbers_;
  QLabel* problem_;
  QWidget* saving_;  // of an unsaved fit: its buttons
  QProgressBar* progress_;
  CurveView* curve_;
  FitCurve running_curve_;
  double last_score_ = 0;
  QString device_;   // of the running fit, and its memory there; empty before its first progress
  QString error_;    // with which the last fit ended
  QString warning_;  // of the running fit
};

}  // namespace cortiscope
