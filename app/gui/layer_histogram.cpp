#include "app/gui/layer_histogram.h"

#include <QPainter>
#include <algorithm>

#include "core/color/palette.h"

namespace cortiscope {

LayerHistogram::LayerHistogram(QWidget* parent) : QWidget(parent) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setAccessibleName(tr("Layer weights"));
}

void LayerHistogram::show_weights(const std::vector<float>& weights, float confidence,
                                  const std::vector<float>& truth) {
  weights_ = weights;
  truth_ = truth.size() == weights.size() ? truth : std::vector<float>();
  confidence_ = confidence;
  update();
}

void LayerHistogram::paintEvent(QPaintEvent*) {
  if (weights_.empty()) return;
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QFont small = font();
  small.setPointSizeF(font().pointSizeF() * 0.85);
  painter.setFont(small);
  const QFontMetrics metrics(small);
  const qreal left = metrics.horizontalAdvance(QStringLiteral("0.5")) + 6;
  const QRectF plot(left, 6, width() - left - 4, height() - metrics.height() - 10);
  const QColor quiet = palette().color(QPalette::PlaceholderText);
  const QColor line = palette().color(QPalette::Mid);
  const auto top_of = [&](float weight) {
    return plot.bottom() - plot.height() * std::clamp(double(weight), 0.0, 1.0);
  };
  for (const float level : {0.0F, 0.5F, 1.0F}) {
    painter.setPen(QPen(line, 1));
    painter.drawLine(QPointF(plot.left(), top_of(level)), QPointF(plot.right(), top_of(level)));
    painter.setPen(quiet);
    painter.drawText(QRectF(0, top_of(level) - 8, left - 5, 16), Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(level));
  }
  const int count = int(weights_.size());
  const qreal step = plot.width() / count;
  const int skip = std::max(1, int(18 / step) + (step < 18));
  for (int layer = 1; layer <= count; ++layer) {
    const QRectF column(plot.left() + (layer - 1) * step + step * 0.12, 0, step * 0.76, 0);
    const Rgb8 c = layer_color(layer, count, std::max(0.6F, confidence_));
    const float weight = weights_[std::size_t(layer - 1)];
    painter.setPen(QPen(QColor(c.r, c.g, c.b).darker(125), 1));
    painter.setBrush(QColor(c.r, c.g, c.b));
    painter.drawRect(
        QRectF(QPointF(column.left(), top_of(weight)), QPointF(column.right(), plot.bottom())));
    if (!truth_.empty() && truth_[std::size_t(layer - 1)] > 0.02F) {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(palette().color(QPalette::Text), 1.2, Qt::DashLine));
      painter.drawRect(QRectF(QPointF(column.left() - 1.5, top_of(truth_[std::size_t(layer - 1)])),
                              QPointF(column.right() + 1.5, plot.bottom())));
    }
    if ((layer - 1) % skip == 0 || layer == count) {
      painter.setPen(quiet);
      painter.drawText(QRectF(column.center().x() - 15, plot.bottom() + 2, 30, metrics.height()),
                       Qt::AlignHCenter | Qt::AlignTop, QString::number(layer));
    }
  }
}

}  // namespace cortiscope
