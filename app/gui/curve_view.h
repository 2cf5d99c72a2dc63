#pragma once

#include <QColor>
#include <QPointF>
#include <QString>
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

/// The curve of another fit, to compare with.
struct OtherCurve {
  QString name;
  QColor color;
  FitCurve curve;
};

/// Draws one, over thin ones of other fits, whose names stand below. The pointer on one of those,
/// or on its name, makes it stronger and says what it reached.
class CurveView : public QWidget {
  Q_OBJECT

 public:
  explicit CurveView(QWidget* parent = nullptr);
  void show_curve(FitCurve curve);
  void show_others(std::vector<OtherCurve> others);
  const FitCurve& curve() const { return curve_; }
  const std::vector<OtherCurve>& others() const { return others_; }
  /// The other curve that the pointer is on, as an index; nothing where it is on none.
  std::optional<std::size_t> hovered() const { return hovered_; }
  /// Where a point of a score is drawn, in this widget.
  QPointF position_of_score(QPointF step_and_score) const;

  QSize sizeHint() const override { return {420, 150}; }
  QSize minimumSizeHint() const override { return {150, 90}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Frame;
  Frame frame() const;
  QFont small() const;
  std::vector<QRectF> names() const;
  std::optional<std::size_t> other_at(QPointF position) const;
  void hover(std::optional<std::size_t> other);
  void draw_axes(QPainter& painter, const Frame& in) const;
  void draw_names(QPainter& painter) const;
  QString tip_of(const OtherCurve& other) const;

  FitCurve curve_;
  std::vector<OtherCurve> others_;
  std::optional<std::size_t> hovered_;
};

}  // namespace cortiscope
