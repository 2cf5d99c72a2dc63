#pragma once

#include <QWidget>
#include <map>
#include <optional>

#include "app/gui/curve_view.h"
#include "app/session/fit_queue.h"
#include "core/fit/fit.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace cortiscope {

class FitController;
class SessionController;
class TextLine;

/// What to fit and how, and the progress of the running fit.
class FitPanel : public QWidget {
  Q_OBJECT

 public:
  FitPanel(SessionController& session, FitController& fits, QWidget* parent = nullptr);

  /// What the next fit is started with.
  FitOptions options() const;
  void set_options(const FitOptions& options);

  /// Shows that a fit ended in an error.
  void show_error(const QString& message);

 Q_SIGNALS:
  /// Start it, or resume it from its checkpoint.
  void fit_requested(bool resumes);
  /// Extract the features that the chosen cell lacks.
  void extract_requested();
  /// Save an unsaved fit to a file that the user chooses.
  void save_elsewhere_requested(int id);

 private:
  QWidget* make_form();
  void show_choice();
  void show_forecast();
  void show_running();
  void show_progress(const FitJob& job, const FitProgress& progress);
  void show_headline(const FitJob& running);
  void show_history();
  void show_problem();
  const FitJob* unsaved() const;

  SessionController& session_;
  FitController& fits_;
  QComboBox* network_;
  QSpinBox *steps_, *batch_, *seed_;
  QComboBox* recipe_;
  QComboBox* engine_;
  QLabel* forecast_;
  QPushButton *start_, *extract_, *resume_, *stop_, *discard_;
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
