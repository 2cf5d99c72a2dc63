#include "app/gui/text_line.h"

#include <QPainter>

namespace cortiscope {

TextLine::TextLine(Qt::Alignment alignment, QWidget* parent)
    : QFrame(parent), alignment_(alignment) {
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void TextLine::set_text(const QString& text) {
  if (text == text_) return;
  text_ = text;
  setAccessibleName(text);
  update();
}

QSize TextLine::sizeHint() const { return {60, fontMetrics().height()}; }

void TextLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setPen(palette().color(foregroundRole()));
  painter.drawText(rect(), int(alignment_ | Qt::AlignVCenter),
                   fontMetrics().elidedText(text_, Qt::ElideRight, width()));
}

}  // namespace cortiscope
