#pragma once

#include <QWidget>
#include <vector>

class QGridLayout;
class QLabel;

namespace cortiscope {

class LayerHistogram;
class SessionController;
struct VertexCard;

/// What is known of the picked vertex.
class VertexPanel : public QWidget {
  Q_OBJECT

 public:
  explicit VertexPanel(SessionController& session, QWidget* parent = nullptr);

 private:
  void show_card();
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
};

}  // namespace cortiscope
