#include "app/gui/curve_view.h"

#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace cortiscope {
namespace {

/// The values that an axis spans, a little beyond the data.
struct Span {
  double low = 0, high = 1;
  double share(double value) const { return (value - low) / (high - low); }
};

Span span_of(const std::vector<QPointF>& points, double least_height) {
  if (points.empty()) return {};
  const auto [low, high] = std::minmax_element(points.begin(), points.end(),
                                               [](QPointF a, QPointF b) { return a.y() < b.y(); });
  const double middle = (low->y() + high->y()) / 2;
  const double half = std::max(least_height, high->y() - low->y()) / 2 * 1.08;
  return {middle - half, middle + half};
}

}  // namespace

CurveView::CurveView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Loss and validation score"));
}

void CurveView::show_curve(FitCurve curve) {
  curve_ = std::move(curve);
  update();
}

void CurveView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  QFont small = font();
  small.setPointSizeF(font().pointSizeF() * 0.88);
  painter.setFont(small);
  const QFontMetrics metrics(small);
  const QColor quiet = palette().color(QPalette::PlaceholderText);
  const QColor line = palette().color(QPalette::Mid);
  const QColor loss_color = quiet;
  const QColor score_color = palette().color(QPalette::Highlight);
  const qreal side = metrics.horizontalAdvance(QStringLiteral("0.000")) + 8;
  const QRectF plot(side, metrics.height() + 6, width() - 2 * side,
                    height() - 2 * metrics.height() - 12);
  if (plot.width() < 20 || plot.height() < 20) return;
  if (curve_.loss.empty() && curve_.score.empty()) {
    painter.setPen(quiet);
    painter.drawText(rect(), Qt::AlignCenter, tr("Loss and validation R² appear here."));
    return;
  }
  const Span loss = span_of(curve_.loss, 0.01), score = span_of(curve_.score, 0.05);
  const double steps = std::max(1, curve_.steps);
  constexpr int kLines = 3;
  for (int i = 0; i <= kLines; ++i) {
    const double share = double(i) / kLines;
    const qreal y = plot.bottom() - share * plot.height();
    painter.setPen(QPen(line, 1, i == 0 ? Qt::SolidLine : Qt::DotLine));
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    if (!curve_.loss.empty()) {
      painter.setPen(loss_color);
      painter.drawText(QRectF(0, y - 8, side - 5, 16), Qt::AlignRight | Qt::AlignVCenter,
                       QString::number(loss.low + share * (loss.high - loss.low), 'f', 3));
    }
    if (!curve_.score.empty()) {
      painter.setPen(score_color);
      painter.drawText(QRectF(plot.right() + 5, y - 8, side, 16), Qt::AlignLeft | Qt::AlignVCenter,
                       QString::number(score.low + share * (score.high - score.low), 'f', 3));
    }
  }
  painter.setPen(quiet);
  const QRectF foot(plot.left(), plot.bottom() + 3, plot.width(), metrics.height());
  painter.drawText(foot, Qt::AlignLeft, QStringLiteral("0"));
  painter.drawText(foot, Qt::AlignHCenter, tr("step"));
  painter.drawText(foot, Qt::AlignRight, QLocale().toString(curve_.steps));
  painter.setPen(loss_color);
  painter.drawText(QRectF(2, 0, width() / 2.0, metrics.height()), Qt::AlignLeft,
                   tr("training loss"));
  painter.setPen(score_color);
  painter.drawText(QRectF(width() / 2.0, 0, width() / 2.0 - 2, metrics.height()), Qt::AlignRight,
                   tr("validation R²"));

  const auto draw = [&](const std::vector<QPointF>& points, const Span& span, QPen pen,
                        bool has_dots) {
    QPainterPath path;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const QPointF at(plot.left() + points[i].x() / steps * plot.width(),
                       plot.bottom() - span.share(points[i].y()) * plot.height());
      if (i == 0) {
        path.moveTo(at);
      } else {
        path.lineTo(at);
      }
      if (has_dots) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(pen.color());
        painter.drawEllipse(at, 2.4, 2.4);
      }
    }
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
  };
  draw(curve_.loss, loss, QPen(loss_color, 1.3), false);
  draw(curve_.score, score, QPen(score_color, 2), true);
}

}  // namespace cortiscope
