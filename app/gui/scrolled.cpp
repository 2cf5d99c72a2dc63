#include "app/gui/scrolled.h"

#include <QScrollArea>
#include <QVBoxLayout>

namespace cortiscope {

QScrollArea* scrolled(QWidget* content) {
  auto* scroll = new QScrollArea;
  scroll->setWidget(content);
  scroll->setWidgetResizable(true);
  scroll->setFocusPolicy(Qt::NoFocus);
  scroll->viewport()->setAutoFillBackground(false);
  content->setAutoFillBackground(false);
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
