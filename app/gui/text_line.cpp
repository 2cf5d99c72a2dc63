#include "app/gui/text_line.h"

#include <QPainter>

namespace cortiscope {

TextLine::TextLine(Qt::Alignment alignment, Width width, QWidget* parent)
    : QFrame(parent), alignment_(alignment), width_(width) {
  setSizePolicy(width == Width::kGiven ? QSizePolicy::Expanding : QSizePolicy::Maximum,
                QSizePolicy::Fixed);
}

void TextLine::set_text(const QString& text) {
  if (text == text_) return;
  text_ = text;
  setAccessibleName(text);
  if (width_ == Width::kOfText) updateGeometry();
  update();
}

QSize TextLine::sizeHint() const {
  const QSize least = minimumSizeHint();
  if (width_ == Width::kGiven) return least;
  return least.expandedTo({fontMetrics().horizontalAdvance(text_) + 1, 0});
}

QSize TextLine::minimumSizeHint() const { return {60, fontMetrics().height()}; }

void TextLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(palette().color(foregroundRole()));
  painter.drawText(rect(), int(alignment_ | Qt::AlignVCenter),
                   fontMetrics().elidedText(text_, Qt::ElideRight, width()));
}

}  // namespace cortiscope
