#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QToolButton;

namespace cortiscope {

class ExtractController;
class FitController;
class LibraryMatrix;
class SessionController;

/// The left sidebar: what is opened, and what of it is fitted.
class LibraryPanel : public QWidget {
  Q_OBJECT

 public:
  LibraryPanel(SessionController& session, FitController& fits,
               const ExtractController& extractions, QWidget* parent = nullptr);

 Q_SIGNALS:
  void open_requested();
  /// A cell that can be fitted was double-clicked; it is resumed where it has a checkpoint.
  void fit_requested(bool resumes);
  /// Likewise one whose features can be extracted.
  void extract_requested();

 private:
  QToolButton* make_group_button();
  void show_library();
  void show_choice();
  void show_queue();

  SessionController& session_;
  FitController& fits_;
  const ExtractController& extractions_;
  QLineEdit* filter_;
  QToolButton* group_;
  LibraryMatrix* matrix_;
  QLabel *hint_, *marks_;
};

}  // namespace cortiscope
