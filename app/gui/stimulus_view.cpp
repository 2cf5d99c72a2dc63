#include "app/gui/stimulus_view.h"

#include <QApplication>
#include <QMouseEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/gui/dots_picture.h"
#include "app/gui/image_pixels.h"
#include "core/color/space_palette.h"

namespace cortiscope {
namespace {

/// A local reader's token is an eighth of the image, a global one sees all of it.
qreal field_radius(const FieldMark& field, qreal side) {
  return side * (0.0625 + 0.4 * double(field.scale));
}

}  // namespace

StimulusView::StimulusView(QWidget* parent) : QWidget(parent) {
  setCursor(Qt::CrossCursor);
  setAccessibleName(tr("Stimulus"));
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void StimulusView::show_stimulus(const ShownStimulus& shown) {
  image_ = shown.image ? pixels_of(*shown.image).copy() : QImage();
  note_ = shown.note;
  update();
}

void StimulusView::show_channels(const Image* channels) {
  channels_ = channels ? pixels_of(*channels).copy() : QImage();
  update();
}

void StimulusView::show_fields(std::vector<FieldMark> fields) {
  fields_ = std::move(fields);
  update();
}

void StimulusView::show_dots(std::vector<ImageDot> dots) {
  dots_ = std::move(dots);
  dots_picture_ = QImage();
  update();
}

void StimulusView::show_arrows(std::vector<ImageArrow> arrows) {
  arrows_ = std::move(arrows);
  update();
}

void StimulusView::show_looked_at(std::optional<ImagePart> part) {
  looked_at_ = part;
  update();
}

void StimulusView::show_hovered(std::optional<ImagePlace> place) {
  if (place == hovered_) return;
  hovered_ = place;
  update();
}

QRectF StimulusView::frame() const {
  const int side = std::min(width(), height());
  return QRectF((width() - side) / 2, (height() - side) / 2, side, side);  // NOLINT: whole pixels
}

QPointF StimulusView::to_widget(ImagePlace place) const {
  const QRectF box = frame();
  return {box.left() + (double(place.x) + 1) / 2 * box.width(),
          box.top() + (double(place.y) + 1) / 2 * box.height()};
}

ImagePlace StimulusView::place_at(QPointF position) const {
  const QRectF box = frame();
  const auto share = [](qreal at, qreal length) {
    return float(std::clamp(2 * at / length - 1, -1.0, 1.0));
  };
  return {share(position.x() - box.left(), box.width()),
          share(position.y() - box.top(), box.height())};
}

void StimulusView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  const QRectF box = frame();
  if (!channels_.isNull()) {
    painter.drawImage(box, channels_);  // not smoothed
  } else if (!image_.isNull()) {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(box, image_);
  } else {
    painter.setPen(QPen(palette().color(QPalette::Mid), 1, Qt::DashLine));
    painter.setBrush(palette().color(QPalette::AlternateBase));
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(box.adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap, note_);
  }
  painter.setClipRect(box);
  draw_dots(painter, box);
  draw_arrows(painter);
  draw_fields(painter, box);
  draw_looked_at(painter, box);
}

void StimulusView::draw_dots(QPainter& painter, const QRectF& box) {
  if (!dots_.empty()) {
    const qreal ratio = devicePixelRatioF();
    const bool is_drawn = !dots_picture_.isNull() && dots_picture_.devicePixelRatio() == ratio &&
                          dots_picture_.deviceIndependentSize().toSize() == box.size().toSize();
    if (!is_drawn) dots_picture_ = dots_picture(dots_, int(box.width()), ratio);
    painter.drawImage(box, dots_picture_);
  }
  if (!hovered_) return;
  for (const auto& [color, width] : {std::pair(QColor(0, 0, 0, 200), 4.0), {Qt::white, 2.0}}) {
    painter.setPen(QPen(color, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(to_widget(*hovered_), 6, 6);
  }
}

/// White in a dark edge, visible on any image. Where fields have stayed there is a point.
void StimulusView::draw_arrows(QPainter& painter) const {
  constexpr qreal kHead = 6, kHalfAngle = 0.45;
  for (const auto& [color, width] : {std::pair(QColor(0, 0, 0, 190), 4.0), {Qt::white, 1.8}}) {
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    for (const ImageArrow& arrow : arrows_) {
      const QPointF from = to_widget(arrow.from), to = to_widget(arrow.to);
      const QPointF gone = to - from;
      const qreal length = std::hypot(gone.x(), gone.y());
      if (length < 2) {
        painter.drawPoint(to);
        continue;
      }
      const qreal angle = std::atan2(gone.y(), gone.x()), head = std::min(kHead, length);
      painter.drawLine(from, to);
      for (const qreal side : {-kHalfAngle, kHalfAngle}) {
        painter.drawLine(to, to - head * QPointF(std::cos(angle + side), std::sin(angle + side)));
      }
    }
  }
}

void StimulusView::draw_fields(QPainter& painter, const QRectF& box) const {
  for (const FieldMark& field : fields_) {
    const QPointF at = to_widget(field.place);
    const qreal radius = field_radius(field, box.width());
    const Rgb8 c = space_color(field.place.x, field.place.y);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 170), field.is_truth ? 3 : 5));
    painter.drawEllipse(at, radius, radius);
    painter.setPen(field.is_truth ? QPen(Qt::white, 1.6, Qt::DashLine)
                                  : QPen(QColor(c.r, c.g, c.b), 3));
    painter.drawEllipse(at, radius, radius);
    if (field.is_truth) continue;
    painter.setPen(QPen(Qt::black, 3));
    painter.drawPoint(at);
  }
}

void StimulusView::draw_looked_at(QPainter& painter, const QRectF& box) const {
  const std::optional<ImagePart> part = rectangle_ ? rectangle_ : looked_at_;
  if (!part) return;
  const QPointF at = to_widget(part->from);
  const qreal radius = double(kLookingRadius) / 2 * box.width();
  painter.setBrush(Qt::NoBrush);
  for (const auto& [color, width] : {std::pair(QColor(0, 0, 0, 180), 3.5), {Qt::white, 1.5}}) {
    painter.setPen(QPen(color, width));
    if (part->is_place()) {
      painter.drawLine(at - QPointF(6, 0), at + QPointF(6, 0));
      painter.drawLine(at - QPointF(0, 6), at + QPointF(0, 6));
      painter.drawEllipse(at, radius, radius);
    } else {
      painter.drawRect(QRectF(at, to_widget(part->to)));
    }
  }
}

void StimulusView::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !frame().contains(event->position())) return;
  pressed_at_ = event->position();
}

void StimulusView::mouseMoveEvent(QMouseEvent* event) {
  if (!pressed_at_ || !(event->buttons() & Qt::LeftButton)) return;
  const QPointF moved = event->position() - *pressed_at_;
  if (!rectangle_ && moved.manhattanLength() < QApplication::startDragDistance()) return;
  rectangle_ = ImagePart(place_at(*pressed_at_), place_at(event->position()));
  update();
}

void StimulusView::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !pressed_at_) return;
  const QPointF pressed_at = *std::exchange(pressed_at_, std::nullopt);
  const std::optional<ImagePart> rectangle = std::exchange(rectangle_, std::nullopt);
  update();
  if (rectangle) {
    Q_EMIT rectangle_drawn(*rectangle);
  } else {
    Q_EMIT clicked(place_at(pressed_at));
  }
}

}  // namespace cortiscope
