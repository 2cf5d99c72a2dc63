#pragma once

#include <QSlider>

namespace cortiscope {

class SessionController;

/// How far the cortex of the 3-D view is unfolded: folded, inflated, flat, and all in between.
/// Disabled where one of the three forms is missing.
class UnfoldSlider : public QSlider {
  Q_OBJECT

 public:
  explicit UnfoldSlider(SessionController& session, QWidget* parent = nullptr);

 private:
  void show_state();

  SessionController& session_;
};

}  // namespace cortiscope
