#pragma once

#include <QPointF>
#include <QWidget>
#include <optional>
#include <vector>

namespace cortiscope {

/// A fit's progress: training loss (left axis) and validation R² (right axis) over steps.
struct FitCurve {
  std::vector<QPointF> loss;   ///< (step, smooth L1)
  std::vector<QPointF> score;  ///< (step, mean validation R²)
  int steps = 0;               ///< where the axis ends
};

/// Draws one.
class CurveView : public QWidget {
  Q_OBJECT

 public:
  explicit CurveView(QWidget* parent = nullptr);
  void show_curve(FitCurve curve);
  const FitCurve& curve() const { return curve_; }
  QSize sizeHint() const override { return {420, 150}; }
  QSize minimumSizeHint() const override { return {200, 90}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  FitCurve curve_;
};

}  // namespace cortiscope
