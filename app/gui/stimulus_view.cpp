#include "app/gui/stimulus_view.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

#include "app/session/looking_at.h"
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

void StimulusView::show_image(const Image* image) {
  image_ = QImage();
  if (image) {
    static_assert(sizeof(Rgb8) == 3, "copied as bytes");
    image_ = QImage(reinterpret_cast<const uchar*>(image->pixels.data()), image->width,
                    image->height, 3 * image->width, QImage::Format_RGB888)
                 .copy();
  }
  update();
}

void StimulusView::show_fields(std::vector<FieldMark> fields) {
  fields_ = std::move(fields);
  update();
}

void StimulusView::show_looked_at(std::optional<ImagePlace> place) {
  looked_at_ = place;
  update();
}

QRectF StimulusView::frame() const {
  const qreal side = std::min(width(), height());
  return {(width() - side) / 2.0, (height() - side) / 2.0, side, side};
}

QPointF StimulusView::to_widget(ImagePlace place) const {
  const QRectF box = frame();
  return {box.left() + (double(place.x) + 1) / 2 * box.width(),
          box.top() + (double(place.y) + 1) / 2 * box.height()};
}

void StimulusView::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  const QRectF box = frame();
  if (image_.isNull()) {
    painter.setPen(QPen(palette().color(QPalette::Mid), 1, Qt::DashLine));
    painter.setBrush(palette().color(QPalette::AlternateBase));
    painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6);
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.drawText(box.adjusted(20, 20, -20, -20), Qt::AlignCenter | Qt::TextWordWrap,
                     tr("No stimuli opened.\nAn images.h5 file beside the subject provides them."));
  } else {
    painter.drawImage(box, image_);
  }
  painter.setClipRect(box);
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
  if (looked_at_) {
    const QPointF at = to_widget(*looked_at_);
    const qreal radius = double(kLookingRadius) / 2 * box.width();
    for (const auto& [color, width] :
         {std::pair(QColor(0, 0, 0, 180), 3.5), {QColor(Qt::white), 1.5}}) {
      painter.setPen(QPen(color, width));
      painter.drawLine(at - QPointF(6, 0), at + QPointF(6, 0));
      painter.drawLine(at - QPointF(0, 6), at + QPointF(0, 6));
      painter.drawEllipse(at, radius, radius);
    }
  }
}

void StimulusView::ask(QPointF position) {
  const QRectF box = frame();
  if (!box.contains(position)) return;
  Q_EMIT clicked({float(2 * (position.x() - box.left()) / box.width() - 1),
                  float(2 * (position.y() - box.top()) / box.height() - 1)});
}

void StimulusView::mousePressEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) ask(event->position());
}

void StimulusView::mouseMoveEvent(QMouseEvent* event) {
  if (event->buttons() & Qt::LeftButton) ask(event->position());
}

}  // namespace cortiscope
