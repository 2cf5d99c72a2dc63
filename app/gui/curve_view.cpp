#include "app/gui/curve_view.h"

#include <QHelpEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPainterPathStroker>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "app/gui/text.h"

namespace cortiscope {
namespace {

constexpr qreal kReach = 5;    // pixels from a curve at which the pointer is on it
constexpr qreal kSwatch = 14;  // of a name: its line
constexpr qreal kNameGap = 12;

/// The values that an axis spans, a little beyond the data.
struct Span {
  double low = INFINITY, high = -INFINITY;

  void add(const std::vector<QPointF>& points) {
    for (const QPointF& point : points) {
      low = std::min(low, point.y());
      high = std::max(high, point.y());
    }
  }
  bool is_empty() const { return low > high; }
  double share(double value) const { return (value - low) / (high - low); }
};

Span widened(Span span, double least_height) {
  if (span.is_empty()) return span;
  const double middle = (span.low + span.high) / 2;
  const double half = std::max(least_height, span.high - span.low) / 2 * 1.08;
  return {middle - half, middle + half};
}

}  // namespace

/// Where the curves are drawn.
struct CurveView::Frame {
  QRectF plot;
  Span loss, score;
  double steps = 1;

  bool is_drawn() const { return plot.width() >= 20 && plot.height() >= 20; }
  QPointF position(QPointF point, const Span& span) const {
    return {plot.left() + point.x() / steps * plot.width(),
            plot.bottom() - span.share(point.y()) * plot.height()};
  }
  QPainterPath path(const std::vector<QPointF>& points, const Span& span) const {
    QPainterPath path;
    for (std::size_t i = 0; i < points.size(); ++i) {
      const QPointF at = position(points[i], span);
      if (i == 0) {
        path.moveTo(at);
      } else {
        path.lineTo(at);
      }
    }
    return path;
  }
};

CurveView::CurveView(QWidget* parent) : QWidget(parent) {
  setAccessibleName(tr("Loss and validation score"));
  setMouseTracking(true);
}

void CurveView::show_curve(FitCurve curve) {
  curve_ = std::move(curve);
  update();
}

void CurveView::show_others(std::vector<OtherCurve> others) {
  others_ = std::move(others);
  hovered_.reset();
  QStringList names;
  for (const OtherCurve& other : others_) names.append(other.name);
  setAccessibleDescription(
      names.isEmpty() ? QString() : tr("Beside it: %1").arg(names.join(QStringLiteral(", "))));
  update();
}

QFont CurveView::small() const {
  QFont small = font();
  small.setPointSizeF(font().pointSizeF() * 0.88);
  return small;
}

CurveView::Frame CurveView::frame() const {
  const QFontMetrics metrics(small());
  const qreal side = metrics.horizontalAdvance(QStringLiteral("0.000")) + 8;
  const int lines_below = others_.empty() ? 1 : 2;  // the steps, the names
  Frame frame;
  frame.plot = QRectF(side, metrics.height() + 6, width() - 2 * side,
                      height() - (1 + lines_below) * metrics.height() - 12);
  int steps = curve_.steps;
  frame.loss.add(curve_.loss);
  frame.score.add(curve_.score);
  for (const OtherCurve& other : others_) {
    steps = std::max(steps, other.curve.steps);
    frame.loss.add(other.curve.loss);
    frame.score.add(other.curve.score);
  }
  frame.loss = widened(frame.loss, 0.01);
  frame.score = widened(frame.score, 0.05);
  frame.steps = std::max(1, steps);
  return frame;
}

QPointF CurveView::position_of_score(QPointF step_and_score) const {
  const Frame in = frame();
  return in.position(step_and_score, in.score);
}

/// The boxes of the names of other curves, as many as there is room for.
std::vector<QRectF> CurveView::names() const {
  std::vector<QRectF> boxes;
  const QFontMetrics metrics(small());
  qreal x = 2;
  for (const OtherCurve& other : others_) {
    const qreal wide = kSwatch + 4 + metrics.horizontalAdvance(other.name);
    const bool is_last = boxes.size() + 1 == others_.size();
    const qreal left_out = is_last ? 0 : metrics.horizontalAdvance(QStringLiteral("+99"));
    if (x + wide + left_out > width()) break;
    boxes.emplace_back(x, height() - metrics.height() - 1, wide, metrics.height());
    x += wide + kNameGap;
  }
  return boxes;
}

std::optional<std::size_t> CurveView::other_at(QPointF position) const {
  const std::vector<QRectF> boxes = names();
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    if (boxes[i].contains(position)) return i;
  }
  const Frame in = frame();
  QPainterPathStroker around;
  around.setWidth(2 * kReach);
  for (std::size_t i = 0; i < others_.size(); ++i) {
    const FitCurve& curve = others_[i].curve;
    for (const QPainterPath& path :
         {in.path(curve.score, in.score), in.path(curve.loss, in.loss)}) {
      if (around.createStroke(path).contains(position)) return i;
    }
  }
  return std::nullopt;
}

void CurveView::hover(std::optional<std::size_t> other) {
  if (other == hovered_) return;
  hovered_ = other;
  update();
}

void CurveView::mouseMoveEvent(QMouseEvent* event) { hover(other_at(event->position())); }

void CurveView::leaveEvent(QEvent*) { hover(std::nullopt); }

QString CurveView::tip_of(const OtherCurve& other) const {
  if (other.curve.score.empty()) return other.name;
  return tr("%1: validation R² %2 at step %L3")
      .arg(other.name)
      .arg(other.curve.score.back().y(), 0, 'f', 3)
      .arg(int(other.curve.score.back().x()));
}

bool CurveView::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const auto other = other_at(help->pos());
  if (other) QToolTip::showText(help->globalPos(), plain_tool_tip(tip_of(others_[*other])), this);
  return other.has_value();
}

void CurveView::draw_axes(QPainter& painter, const Frame& in) const {
  const QFontMetrics metrics(painter.font());
  const QColor quiet = palette().color(QPalette::PlaceholderText);
  const QColor score_color = palette().color(QPalette::Highlight);
  const QRectF& plot = in.plot;
  const qreal side = plot.left();
  constexpr int kLines = 3;
  for (int i = 0; i <= kLines; ++i) {
    const double share = double(i) / kLines;
    const qreal y = plot.bottom() - share * plot.height();
    painter.setPen(QPen(palette().color(QPalette::Mid), 1, i == 0 ? Qt::SolidLine : Qt::DotLine));
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    if (!in.loss.is_empty()) {
      painter.setPen(quiet);
      painter.drawText(QRectF(0, y - 8, side - 5, 16), Qt::AlignRight | Qt::AlignVCenter,
                       QString::number(in.loss.low + share * (in.loss.high - in.loss.low), 'f', 3));
    }
    if (!in.score.is_empty()) {
      painter.setPen(score_color);
      painter.drawText(
          QRectF(plot.right() + 5, y - 8, side, 16), Qt::AlignLeft | Qt::AlignVCenter,
          QString::number(in.score.low + share * (in.score.high - in.score.low), 'f', 3));
    }
  }
  painter.setPen(quiet);
  const QRectF foot(plot.left(), plot.bottom() + 3, plot.width(), metrics.height());
  painter.drawText(foot, Qt::AlignLeft, QStringLiteral("0"));
  painter.drawText(foot, Qt::AlignHCenter, tr("step"));
  painter.drawText(foot, Qt::AlignRight, QLocale().toString(int(in.steps)));
  painter.drawText(QRectF(2, 0, width() / 2.0, metrics.height()), Qt::AlignLeft,
                   tr("training loss"));
  painter.setPen(score_color);
  painter.drawText(QRectF(width() / 2.0, 0, width() / 2.0 - 2, metrics.height()), Qt::AlignRight,
                   tr("validation R²"));
}

void CurveView::draw_names(QPainter& painter) const {
  const std::vector<QRectF> boxes = names();
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    const QRectF& box = boxes[i];
    const bool is_hovered = hovered_ == i;
    painter.setPen(QPen(others_[i].color, is_hovered ? 3 : 2));
    painter.drawLine(QPointF(box.left(), box.center().y()),
                     QPointF(box.left() + kSwatch, box.center().y()));
    painter.setPen(palette().color(is_hovered ? QPalette::Text : QPalette::PlaceholderText));
    painter.drawText(box.adjusted(kSwatch + 4, 0, 2, 0), Qt::AlignLeft | Qt::AlignVCenter,
                     others_[i].name);
  }
  if (boxes.size() == others_.size()) return;
  const QFontMetrics metrics(painter.font());
  const QRectF row(0, height() - metrics.height() - 1, width() - 2, metrics.height());
  painter.setPen(palette().color(QPalette::PlaceholderText));
  painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter,
                   QStringLiteral("+%1").arg(others_.size() - boxes.size()));
}

void CurveView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setFont(small());
  const QColor quiet = palette().color(QPalette::PlaceholderText);
  const Frame in = frame();
  if (!in.is_drawn()) return;
  if (in.loss.is_empty() && in.score.is_empty()) {
    painter.setPen(quiet);
    painter.drawText(rect(), Qt::AlignCenter, tr("Loss and validation R² appear here."));
    return;
  }
  draw_axes(painter, in);
  draw_names(painter);
  painter.setBrush(Qt::NoBrush);
  for (std::size_t i = 0; i < others_.size(); ++i) {
    const OtherCurve& other = others_[i];
    const qreal stronger = hovered_ == i ? 1.4 : 0;
    painter.setPen(QPen(other.color, 1 + stronger, Qt::DotLine));
    painter.drawPath(in.path(other.curve.loss, in.loss));
    painter.setPen(QPen(other.color, 1.2 + stronger));
    painter.drawPath(in.path(other.curve.score, in.score));
  }
  const QColor score_color = palette().color(QPalette::Highlight);
  painter.setPen(QPen(quiet, 1.3));
  painter.drawPath(in.path(curve_.loss, in.loss));
  painter.setPen(QPen(score_color, 2));
  painter.drawPath(in.path(curve_.score, in.score));
  painter.setPen(Qt::NoPen);
  painter.setBrush(score_color);
  for (const QPointF& point : curve_.score) {
    painter.drawEllipse(in.position(point, in.score), 2.4, 2.4);
  }
}

}  // namespace cortiscope
