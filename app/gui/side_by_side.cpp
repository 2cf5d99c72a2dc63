#include "app/gui/side_by_side.h"

#include <QBoxLayout>
#include <QEvent>
#include <algorithm>

namespace cortiscope {

SideBySide::SideBySide(QWidget* first, int first_stretch, QWidget* second, int second_stretch)
    : first_(first), second_(second) {
  layout_ = new QBoxLayout(QBoxLayout::LeftToRight, this);
  layout_->setContentsMargins(0, 0, 0, 0);
  layout_->setSpacing(0);
  layout_->addWidget(first, first_stretch);
  layout_->addWidget(second, second_stretch);
}

QSize SideBySide::minimumSizeHint() const {
  const QSize least = QWidget::minimumSizeHint();
  const int first = first_->minimumSizeHint().width(), second = second_->minimumSizeHint().width();
  return {std::max(first, second), least.height()};
}

bool SideBySide::event(QEvent* event) {
  const bool has_changed =
      event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest;
  if (has_changed) arrange();
  return QWidget::event(event);
}

void SideBySide::arrange() {
  const int both = first_->minimumSizeHint().width() + second_->minimumSizeHint().width();
  const auto direction = width() < both ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
  if (direction != layout_->direction()) layout_->setDirection(direction);
}

}  // namespace cortiscope
