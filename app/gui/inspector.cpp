#include "app/gui/inspector.h"

#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace cortiscope {

Inspector::Inspector(QWidget* pinned, QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  cards_ = new QTabWidget;
  cards_->setObjectName(QStringLiteral("inspector"));
  cards_->setDocumentMode(true);
  cards_->tabBar()->setDrawBase(false);
  cards_->tabBar()->setExpanding(false);
  auto* parts = new QSplitter(Qt::Vertical);
  parts->setHandleWidth(1);
  parts->setChildrenCollapsible(false);
  parts->addWidget(pinned);
  parts->addWidget(cards_);
  parts->setSizes({560, 440});  // the image and its controls whole in a window of usual height
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(parts);
}

void Inspector::add_card(const QString& title, QWidget* card) { cards_->addTab(card, title); }

void Inspector::show_card(QWidget* card) { cards_->setCurrentWidget(card); }

}  // namespace cortiscope
