#include "app/gui/scrolled.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace cortiscope {
namespace {

/// As wide as its content and a scroll bar beside it.
class WideEnough : public QScrollArea {
 public:
  QSize minimumSizeHint() const override {
    const int content = widget() ? widget()->minimumSizeHint().width() : 0;
    return {content + verticalScrollBar()->sizeHint().width() + 2 * frameWidth(),
            QScrollArea::minimumSizeHint().height()};
  }

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (watched == widget() && event->type() == QEvent::LayoutRequest) updateGeometry();
    return QScrollArea::eventFilter(watched, event);
  }
};

void fill(QScrollArea& scroll, QWidget* content) {
  scroll.setWidget(content);
  scroll.setWidgetResizable(true);
  scroll.setFocusPolicy(Qt::NoFocus);
  scroll.viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
}

}  // namespace

QScrollArea* scrolled(QWidget* content) {
  auto* scroll = new QScrollArea;
  fill(*scroll, content);
  return scroll;
}

QScrollArea* scrolled_down(QWidget* content) {
  auto* scroll = new WideEnough;
  fill(*scroll, content);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  return scroll;
}

void fill_scrolled(QWidget& panel, QWidget* content) {
  QScrollArea* scroll = scrolled(content);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* all = new QVBoxLayout(&panel);
  all->setContentsMargins(1, 0, 1, 1);
  all->addWidget(scroll);
}

}  // namespace cortiscope
