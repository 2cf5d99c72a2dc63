#pragma once

#include <QWidget>

#include "core/fit/fit.h"

class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;

namespace cortiscope {

class FitController;
class FitProgressView;
class SessionController;

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
  void show_actions();

  SessionController& session_;
  FitController& fits_;
  QComboBox* network_;
  QSpinBox *steps_, *batch_, *seed_;
  QComboBox* recipe_;
  QComboBox* engine_;
  QLabel* forecast_;
  QPushButton *start_, *extract_, *resume_;
  FitProgressView* progress_;
};

}  // namespace cortiscope
