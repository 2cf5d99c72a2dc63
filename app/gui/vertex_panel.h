#pragma once

#include <QWidget>
#include <vector>

class QGridLayout;
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
  /// A line of the card.
  struct Line {
    QLabel* label;
    QLabel* value;
  };
  Line add_fact(const QString& name);

  SessionController& session_;
  QLabel* heading_;
  QLabel* regions_;
  QLabel* hint_;
  QWidget* facts_;
  QGridLayout* grid_;  // not a QFormLayout, which in Qt 6.4 corrupts memory where rows are hidden
  std::vector<Line> lines_;  // of the maps that have a line in the card, in the table's order
  Line truth_;
  LayerHistogram* histogram_;
  StimulusView* stimulus_;
  QWidget* stepping_;
  QLabel* image_name_;
  QSlider* image_;
  QLabel* looking_;
  QToolButton* stop_looking_;
};

}  // namespace cortiscope
