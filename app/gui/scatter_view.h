#pragma once

#include <QWidget>
#include <optional>
#include <string>
#include <vector>

namespace cortiscope {

struct TestResponses;

/// Predicted against measured responses, one point an image; a click chooses the nearest.
class ScatterView : public QWidget {
  Q_OBJECT

 public:
  explicit ScatterView(QWidget* parent = nullptr);

  void show_responses(const TestResponses& responses);
  void clear();
  /// The point of this number is marked.
  void mark(std::optional<int> point);

  QSize sizeHint() const override { return {210, 190}; }
  QSize minimumSizeHint() const override { return {130, 110}; }
  /// Where a point is drawn.
  QPointF position_of(int point) const;

 Q_SIGNALS:
  void chosen(int point);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  bool event(QEvent* event) override;

 private:
  QRectF plot() const;
  std::optional<int> point_at(QPointF position) const;

  std::vector<QPointF> points_;     // measured to the right, predicted up
  std::vector<std::string> names_;  // of their images
  double low_ = 0, high_ = 1;       // of both axes
  std::optional<int> marked_;
};

}  // namespace cortiscope
