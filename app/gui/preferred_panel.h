#pragma once

#include <QWidget>
#include <memory>
#include <vector>

#include "app/gui/image_controller.h"
#include "app/session/preferred_stimuli.h"

class QHBoxLayout;
class QLabel;
class QToolButton;

namespace cortiscope {

class ScatterView;
class SessionController;
class TextLine;

/// The test images with the largest and the least responses of a vertex, a region or a cluster, and
/// predicted against measured responses; what is clicked is shown as the stimulus. They are
/// computed while the panel is seen.
class PreferredPanel : public QWidget {
  Q_OBJECT

 public:
  PreferredPanel(SessionController& session, ImageController& images, QWidget* parent = nullptr);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  using Buttons = std::vector<QToolButton*>;
  Buttons add_pictures(QHBoxLayout* row);
  void show_responses();
  void show_pictures();
  void show_in(const Buttons& buttons, const std::vector<PreferredStimulus>& stimuli);
  void mark_shown();
  void show_stimulus(int stimulus);
  std::shared_ptr<const Stimuli> stimuli() const;

  SessionController& session_;
  ImageController& images_;
  TextLine* heading_;
  QToolButton* by_measured_;
  QLabel* note_;
  QWidget* pictures_;
  Buttons most_, least_;
  ScatterView* scatter_;
  std::vector<int> places_;  // of the responses' images among the stimuli
};

}  // namespace cortiscope
