#include "app/gui/text_line.h"

#include <QPainter>
#include <QStyleOption>

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
  const QMargins margins = contentsMargins();
  const int width = fontMetrics().horizontalAdvance(text_) + 1;
  return least.expandedTo({width + margins.left() + margins.right(), 0});
}

QSize TextLine::minimumSizeHint() const {
  const QMargins margins = contentsMargins();
  return {60, fontMetrics().height() + margins.top() + margins.bottom()};
}

void TextLine::paintEvent(QPaintEvent*) {
  QStyleOption option;
  option.initFrom(this);
  QPainter painter(this);
  style()->drawPrimitive(QStyle::PE_Widget, &option, &painter, this);
  const QRect inside = contentsRect();
  painter.setPen(palette().color(foregroundRole()));
  painter.drawText(inside, int(alignment_ | Qt::AlignVCenter),
                   fontMetrics().elidedText(text_, Qt::ElideRight, inside.width()));
}

}  // namespace cortiscope
