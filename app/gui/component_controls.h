#pragma once

#include <QWidget>

class QComboBox;

namespace cortiscope {

class SessionController;

/// Beside the legend of a map of responses: which part of the tokens contributes what is painted.
/// Hidden beside other maps.
class ComponentControls : public QWidget {
  Q_OBJECT

 public:
  explicit ComponentControls(SessionController& session, QWidget* parent = nullptr);

 private:
  void show_state();

  SessionController& session_;
  QComboBox* component_;
};

}  // namespace cortiscope
