#include "app/gui/notice_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <utility>

namespace cortiscope {

NoticeBar::NoticeBar(QWidget* parent) : QFrame(parent) {
  setObjectName(QStringLiteral("notice"));
  text_ = new QLabel;
  text_->setWordWrap(true);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text_->setTextFormat(Qt::PlainText);
  action_ = new QPushButton;
  action_->setFocusPolicy(Qt::TabFocus);
  auto* close = new QToolButton;
  close->setObjectName(QStringLiteral("flat"));
  close->setText(QStringLiteral("✕"));
  close->setToolTip(tr("Close"));
  close->setFocusPolicy(Qt::TabFocus);
  auto* layout = new QHBoxLayout(this);
  layout->setContentsMargins(12, 6, 6, 6);
  layout->addWidget(text_, 1);
  layout->addWidget(action_);
  layout->addWidget(close);
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  connect(action_, &QPushButton::clicked, this, [this] {
    hide();
    if (act_) act_();
  });
  hide();
}

void NoticeBar::show_message(const QString& message) {
  text_->setText(message);
  action_->hide();
  show();
}

void NoticeBar::offer(const QString& message, const QString& action, std::function<void()> act) {
  text_->setText(message);
  action_->setText(action);
  action_->show();
  act_ = std::move(act);
  show();
}

void NoticeBar::withdraw_offer() {
  if (!action_->isHidden()) hide();
}

QString NoticeBar::message() const { return isHidden() ? QString() : text_->text(); }

}  // namespace cortiscope
