#include "app/gui/scatter_view.h"

#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "app/gui/text.h"
#include "app/session/fit_reading.h"

namespace cortiscope {
namespace {

constexpr qreal kPointRadius = 3;
constexpr qreal kReach = 9;  // pixels from a point at which it is clicked

}  // namespace

ScatterView::ScatterView(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("scatter"));
  setAccessibleName(tr("Predicted against measured responses"));
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Expanding);
}

void ScatterView::show_responses(const TestResponses& responses) {
  points_.clear();
  names_ = responses.images;
  low_ = INFINITY;
  high_ = -INFINITY;
  for (std::size_t m = 0; m < responses.images.size(); ++m) {
    points_.emplace_back(double(responses.measured[m]), double(responses.predicted[m]));
    low_ = std::min({low_, points_[m].x(), points_[m].y()});
    high_ = std::max({high_, points_[m].x(), points_[m].y()});
  }
  if (!(low_ < high_)) {
    low_ = points_.empty() ? 0 : low_ - 0.5;
    high_ = low_ + 1;
  }
  marked_.reset();
  update();
}

void ScatterView::clear() { show_responses({}); }

void ScatterView::mark(std::optional<int> point) {
  marked_ = point;
  update();
}

/// A square, so that equal responses lie on its diagonal.
QRectF ScatterView::plot() const {
  const qreal text = fontMetrics().height() + 4;
  const qreal side = std::max(20.0, std::min(width() - text - 8, height() - text - 8));
  return {text, 4, side, side};
}

QPointF ScatterView::position_of(int point) const {
  const QRectF box = plot().adjusted(6, 6, -6, -6);
  const QPointF at = points_[std::size_t(point)];
  const auto share = [this](double value) { return (value - low_) / (high_ - low_); };
  return {box.left() + share(at.x()) * box.width(), box.bottom() - share(at.y()) * box.height()};
}

void ScatterView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF box = plot();
  const int text = fontMetrics().height();
  painter.setPen(QPen(palette().color(QPalette::Mid), 1));
  painter.drawRect(box);
  painter.setPen(QPen(palette().color(QPalette::Mid), 1, Qt::DashLine));
  painter.drawLine(box.bottomLeft(), box.topRight());
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(QRectF(box.left(), box.bottom() + 2, box.width(), text),
                   Qt::AlignHCenter | Qt::AlignTop,
                   fontMetrics().elidedText(tr("measured"), Qt::ElideRight, int(box.width())));
  painter.save();
  painter.translate(0, box.bottom());
  painter.rotate(-90);
  painter.drawText(QRectF(0, 0, box.height(), text), Qt::AlignHCenter | Qt::AlignTop,
                   fontMetrics().elidedText(tr("predicted"), Qt::ElideRight, int(box.height())));
  painter.restore();
  QColor color = palette().color(QPalette::Highlight);
  color.setAlphaF(0.65F);
  painter.setPen(Qt::NoPen);
  painter.setBrush(color);
  for (std::size_t i = 0; i < points_.size(); ++i) {
    painter.drawEllipse(position_of(int(i)), kPointRadius, kPointRadius);
  }
  if (!marked_) return;
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(palette().color(QPalette::Text), 2));
  painter.drawEllipse(position_of(*marked_), kPointRadius + 2.5, kPointRadius + 2.5);
}

std::optional<int> ScatterView::point_at(QPointF position) const {
  std::optional<int> nearest;
  qreal least = kReach;
  for (std::size_t i = 0; i < points_.size(); ++i) {
    const QPointF away = position_of(int(i)) - position;
    const qreal distance = std::hypot(away.x(), away.y());
    if (distance >= least) continue;
    least = distance;
    nearest = int(i);
  }
  return nearest;
}

void ScatterView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  if (const auto point = point_at(event->position())) Q_EMIT chosen(*point);
}

bool ScatterView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto point = point_at(help->pos());
  if (!point) {
    QToolTip::hideText();
    return true;
  }
  const QPointF at = points_[std::size_t(*point)];
  QToolTip::showText(help->globalPos(),
                     plain_tool_tip(tr("%1: measured %2, predicted %3")
                                        .arg(text_of(names_[std::size_t(*point)]))
                                        .arg(at.x(), 0, 'f', 2)
                                        .arg(at.y(), 0, 'f', 2)));
  return true;
}

}  // namespace cortiscope
