#pragma once

#include <QWidget>

class QComboBox;
class QLabel;

namespace cortiscope {

class SessionController;

/// Beside the legend of a map of differences: the model that the chosen one is compared with, and
/// what the map is of. Hidden beside other maps.
class DifferenceControls : public QWidget {
  Q_OBJECT

 public:
  explicit DifferenceControls(SessionController& session, QWidget* parent = nullptr);

 private:
  void show_state();

  SessionController& session_;
  QLabel* word_;
  QComboBox *against_, *of_;
};

}  // namespace cortiscope
