#pragma once

#include <QWidget>
#include <vector>

class QFormLayout;
class QLabel;
class QSlider;
class QToolButton;

namespace cortiscope {

class LayerHistogram;
class SessionController;
class StimulusView;
struct VertexCard;

/// The right panel: the stimulus with where the picked vertex looks, and what is known of it.
class VertexPanel : public QWidget {
  Q_OBJECT

 public:
  explicit VertexPanel(SessionController& session, QWidget* parent = nullptr);

 private:
  void show_card();
  void show_stimulus();
  void show_looking();
  QLabel* add_fact(const QString& name);

  SessionController& session_;
  QLabel* heading_;
  QLabel* regions_;
  QLabel* hint_;
  QWidget* facts_;
  QFormLayout* form_;
  std::vector<QLabel*> lines_;  // of the maps that have a line in the card, in the table's order
  QLabel* truth_;
  LayerHistogram* histogram_;
  StimulusView* stimulus_;
  QWidget* stepping_;
  QLabel* image_name_;
  QSlider* image_;
  QLabel* looking_;
  QToolButton* stop_looking_;
};

}  // namespace cortiscope
