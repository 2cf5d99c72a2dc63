#pragma once

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;

namespace cortiscope {

class FitController;
class LibraryMatrix;
class SessionController;

/// The left panel: what is opened, what of it is fitted, and details of what is chosen.
class LibraryPanel : public QWidget {
  Q_OBJECT

 public:
  LibraryPanel(SessionController& session, FitController& fits, QWidget* parent = nullptr);

 Q_SIGNALS:
  void open_requested();
  /// Fit the chosen cell; resume it from its checkpoint where there is one, if `resumes`.
  void fit_requested(bool resumes);
  /// Extract the features that the chosen cell lacks.
  void extract_requested();
  /// Queue every cell that can be fitted and is not.
  void fit_all_requested();

 private:
  void show_library();
  void show_choice();
  void show_queue();

  SessionController& session_;
  FitController& fits_;
  QScrollArea* scroll_;
  LibraryMatrix* matrix_;
  QLabel* legend_;
  QLabel* name_;
  QLabel* facts_;
  QPushButton* fit_;
  QPushButton* extract_;
  QPushButton* resume_;
  QPushButton* fit_all_;
};

}  // namespace cortiscope
