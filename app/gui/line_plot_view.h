#pragma once

#include <QImage>
#include <QWidget>
#include <optional>

#include "render/line_plot.h"

namespace cortiscope {

/// A plot, drawn as in files, in the colours of the window's theme and at the screen's resolution.
class LinePlotView : public QWidget {
  Q_OBJECT

 public:
  explicit LinePlotView(QWidget* parent = nullptr);

  /// Nothing: an empty view.
  void show_plot(std::optional<LinePlot> plot);
  const std::optional<LinePlot>& plot() const { return plot_; }

  QSize sizeHint() const override { return {420, 170}; }
  QSize minimumSizeHint() const override { return {240, 90}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QImage drawn() const;

  std::optional<LinePlot> plot_;
  QImage picture_;   // of the plot; null where it has to be drawn again
  QSize drawn_for_;  // the widget's size then
};

}  // namespace cortiscope
