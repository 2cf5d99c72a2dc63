#pragma once

#include <QWidget>

class QLabel;

namespace cortiscope {

class SessionController;

/// What is known of the fit that is shown: its score, how it was made, of what.
class FitFacts : public QWidget {
  Q_OBJECT

 public:
  explicit FitFacts(SessionController& session, QWidget* parent = nullptr);

 private:
  void show_choice();

  SessionController& session_;
  QLabel *name_, *facts_;
};

}  // namespace cortiscope
