#include "app/gui/toasts.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace cortiscope {
namespace {

constexpr std::size_t kMostShown = 3;  // the log has all of them
constexpr int kGap = 8;
constexpr int kMostEm = 34;       // its width, in heights of a line
constexpr int kToldForMs = 6000;  // what is only told

}  // namespace

void Toasts::lie_over(QWidget& over) {
  over_ = &over;
  over.installEventFilter(this);
}

void Toasts::show_message(const QString& message) { add(message, {}); }

void Toasts::tell(const QString& message) {
  QFrame* frame = add(message, {});
  QTimer::singleShot(kToldForMs, frame, [this, frame] { remove(frame); });
}

void Toasts::offer(const QString& message, const std::vector<ToastAnswer>& answers) {
  withdraw_offer();
  add(message, answers);
}

bool Toasts::has_offer() const {
  return std::any_of(shown_.begin(), shown_.end(),
                     [](const Toast& toast) { return toast.is_question; });
}

void Toasts::withdraw_offer() {
  for (const Toast& toast : shown_) {
    if (toast.is_question) return remove(toast.frame);
  }
}

QString Toasts::message() const { return shown_.empty() ? QString() : shown_.back().message; }

QFrame* Toasts::add(const QString& message, const std::vector<ToastAnswer>& answers) {
  const auto same = std::find_if(shown_.begin(), shown_.end(), [&](const Toast& toast) {
    return toast.message == message && !toast.is_question;
  });
  if (same != shown_.end()) remove(same->frame);
  const auto oldest = std::find_if(shown_.begin(), shown_.end(),
                                   [](const Toast& toast) { return !toast.is_question; });
  if (shown_.size() >= kMostShown && oldest != shown_.end()) remove(oldest->frame);

  auto* frame = new QFrame(over_);
  frame->setObjectName(QStringLiteral("toast"));
  frame->setAccessibleName(message);
  auto* text = new QLabel(message);
  text->setObjectName(QStringLiteral("toast-text"));
  text->setWordWrap(true);
  text->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text->setTextFormat(Qt::PlainText);
  auto* close = new QToolButton;
  close->setObjectName(QStringLiteral("close-toast"));
  close->setProperty("flat", true);
  close->setText(QStringLiteral("✕"));
  close->setToolTip(tr("Close"));
  close->setAccessibleName(tr("Close the message"));
  close->setFocusPolicy(Qt::TabFocus);
  auto* row = new QHBoxLayout;
  row->setSpacing(kGap);
  row->addWidget(text, 1);
  row->addWidget(close, 0, Qt::AlignTop);
  auto* all = new QVBoxLayout(frame);
  all->setContentsMargins(16, 10, 8, 10);
  all->setSpacing(kGap);
  all->addLayout(row);
  if (!answers.empty()) {
    auto* below = new QHBoxLayout;
    below->setSpacing(kGap);
    below->addStretch();
    for (const ToastAnswer& answer : answers) {
      auto* button = new QPushButton(answer.text);
      button->setFocusPolicy(Qt::TabFocus);
      below->addWidget(button);
      connect(button, &QPushButton::clicked, this, [this, frame, act = answer.act] {
        remove(frame);
        act();
      });
    }
    all->addLayout(below);
  }
  connect(close, &QToolButton::clicked, this, [this, frame] { remove(frame); });
  shown_.push_back({message, frame, !answers.empty()});
  frame->show();
  arrange();
  return frame;
}

/// One of its buttons may be what was just clicked.
void Toasts::remove(const QFrame* frame) {
  const auto found = std::find_if(shown_.begin(), shown_.end(),
                                  [&](const Toast& toast) { return toast.frame == frame; });
  if (found == shown_.end()) return;
  found->frame->hide();
  found->frame->deleteLater();
  shown_.erase(found);
  arrange();
}

void Toasts::arrange() {
  if (!over_) return;
  const int wide = std::min(kMostEm * over_->fontMetrics().height(), over_->width() - 2 * kGap);
  int bottom = over_->height() - kGap;
  for (auto toast = shown_.rbegin(); toast != shown_.rend(); ++toast) {
    QFrame& frame = *toast->frame;
    frame.ensurePolished();
    const int high =
        std::max(frame.layout()->totalHeightForWidth(wide), frame.minimumSizeHint().height());
    frame.setGeometry((over_->width() - wide) / 2, bottom - high, wide, high);
    frame.raise();
    bottom -= high + kGap;
  }
}

bool Toasts::eventFilter(QObject* watched, QEvent* event) {
  if (watched == over_ && event->type() == QEvent::Resize) arrange();
  return QObject::eventFilter(watched, event);
}

}  // namespace cortiscope
