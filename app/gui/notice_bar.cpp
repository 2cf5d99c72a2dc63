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
  auto* close = new QToolButton;
  close->setObjectName(QStringLiteral("flat"));
  close->setText(QStringLiteral("✕"));
  close->setToolTip(tr("Close"));
  close->setFocusPolicy(Qt::TabFocus);
  row_ = new QHBoxLayout(this);
  row_->setContentsMargins(12, 6, 6, 6);
  row_->addWidget(text_, 1);
  row_->addWidget(close);
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  hide();
}

void NoticeBar::show_message(const QString& message) {
  remove_answers();
  text_->setText(message);
  show();
}

void NoticeBar::offer(const QString& message, const std::vector<NoticeAnswer>& answers) {
  show_message(message);
  for (const NoticeAnswer& answer : answers) {
    auto* button = new QPushButton(answer.text);
    button->setFocusPolicy(Qt::TabFocus);
    row_->insertWidget(row_->count() - 1, button);
    button->show();  // now, not once the layout is computed
    answers_.push_back(button);
    connect(button, &QPushButton::clicked, this, [this, act = answer.act] {
      hide();
      act();
    });
  }
}

void NoticeBar::withdraw_offer() {
  if (!answers_.empty()) hide();
}

/// One of them may be what was just clicked.
void NoticeBar::remove_answers() {
  for (QPushButton* button : answers_) {
    button->hide();
    button->deleteLater();
  }
  answers_.clear();
}

QString NoticeBar::message() const { return isHidden() ? QString() : text_->text(); }

}  // namespace cortiscope
