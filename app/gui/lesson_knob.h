#pragma once

#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "app/session/lesson.h"

class QHBoxLayout;

namespace cortiscope {

class SessionController;

/// The one control of the session that a lesson puts on its card.
class LessonKnobView : public QWidget {
  Q_OBJECT

 public:
  explicit LessonKnobView(SessionController& session, QWidget* parent = nullptr);

  /// Absent hides it.
  void show_knob(const std::optional<LessonKnob>& knob);

 private:
  void add_maps(const std::vector<Map>& maps);
  void add_models();
  void add_clusters();
  void add_forms();
  void show_state();

  SessionController& session_;
  QHBoxLayout* row_;
  std::optional<LessonKnob> knob_;
  QWidget* content_ = nullptr;  // made again for each knob
  std::function<void()> show_state_;
};

}  // namespace cortiscope
