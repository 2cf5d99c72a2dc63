#include "app/gui/drawer.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/gui/scrolled.h"

namespace cortiscope {

Drawer::Drawer(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("panel"));
  setAttribute(Qt::WA_StyledBackground);
  tabs_ = new QTabBar;
  tabs_->setDrawBase(false);
  tabs_->setExpanding(false);
  fold_ = new QToolButton;
  fold_->setProperty("flat", true);
  fold_->setObjectName(QStringLiteral("fold"));
  fold_->setFocusPolicy(Qt::TabFocus);
  head_ = new QWidget;
  auto* row = new QHBoxLayout(head_);
  row->setContentsMargins(8, 0, 8, 0);
  row->addWidget(tabs_);
  row->addStretch();
  row->addWidget(fold_);
  panels_ = new QStackedWidget;
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addWidget(head_);
  all->addWidget(panels_, 1);
  connect(tabs_, &QTabBar::currentChanged, panels_, &QStackedWidget::setCurrentIndex);
  connect(tabs_, &QTabBar::tabBarClicked, this, [this] { set_open(true); });
  connect(fold_, &QToolButton::clicked, this, [this] { set_open(!is_open_); });
  is_open_ = false;
  set_open(true);
}

void Drawer::add(const QString& title, QWidget* panel) {
  auto* page = scrolled(panel);  // where the drawer is lower than the panel has to be
  panels_->addWidget(page);
  pages_.push_back(panel);
  tabs_->addTab(title);
}

void Drawer::show_panel(QWidget* panel) {
  const auto found = std::find(pages_.begin(), pages_.end(), panel);
  tabs_->setCurrentIndex(int(found - pages_.begin()));
  set_open(true);
}

void Drawer::set_open(bool is_open) {
  if (is_open == is_open_) return;
  is_open_ = is_open;
  panels_->setVisible(is_open);
  fold_->setText(is_open ? QStringLiteral("▾") : QStringLiteral("▴"));
  fold_->setToolTip(is_open ? tr("Folds this panel away") : tr("Unfolds this panel"));
  fold_->setAccessibleName(fold_->toolTip());
  Q_EMIT open_changed();
}

int Drawer::head_height() const { return head_->sizeHint().height(); }

}  // namespace cortiscope
