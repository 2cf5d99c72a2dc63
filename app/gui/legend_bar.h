#pragma once

#include <QFrame>

#include "app/session/painting.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSlider;
class QSpinBox;
class QToolButton;

namespace cortiscope {

class DifferenceControls;
class SessionController;
class TextLine;

/// Below the views: what the colours mean, and the range that they span.
class LegendBar : public QFrame {
  Q_OBJECT

 public:
  explicit LegendBar(SessionController& session, QWidget* parent = nullptr);

 protected:
  bool event(QEvent* event) override;
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void set_sizes();
  double names_mm() const;
  void show_legend();
  void show_clusters();
  QString mask_text() const;
  void take_range();
  void take_style();

  SessionController& session_;
  Painting painting_;  // what is shown
  QLabel* title_;
  QLabel* legend_;
  double legend_left_ = 0;  // of its picture in the legend, in pixels
  TextLine* hover_;
  QWidget* range_;
  QLabel* range_word_;
  QDoubleSpinBox *low_, *high_;
  QWidget* style_;  // of overlays
  QComboBox* palette_;
  QDoubleSpinBox* threshold_;
  QToolButton* reset_;
  DifferenceControls* differences_;
  QWidget* clusters_;  // of maps of clusters
  QSlider* cluster_slider_;
  QSpinBox* cluster_count_;
};

}  // namespace cortiscope
