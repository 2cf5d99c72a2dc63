#include "app/gui/flyout.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QVBoxLayout>
#include <algorithm>

namespace cortiscope {
namespace {

constexpr int kGap = 4;  // between it and its anchor, and the window's edge

}  // namespace

Flyout::Flyout(QWidget* window, QWidget* content) : QFrame(window) {
  setObjectName(QStringLiteral("flyout"));
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(1, 1, 1, 1);
  layout->addWidget(content);
  hide();
}

void Flyout::open_under(QWidget& anchor, QSize size) {
  anchor_ = &anchor;
  wanted_ = size;
  arrange();
  show();
  raise();
  qApp->installEventFilter(this);
}

void Flyout::arrange() {
  const QWidget& window = *parentWidget();
  const QPoint corner = anchor_->mapTo(parentWidget(), QPoint(anchor_->width(), anchor_->height()));
  const int top = corner.y() + kGap;
  const QSize size(std::min(wanted_.width(), window.width() - 2 * kGap),
                   std::min(wanted_.height(), window.height() - top - kGap));
  const int left = std::max(kGap, std::min(corner.x(), window.width() - kGap) - size.width());
  setGeometry(QRect(QPoint(left, top), size));
}

bool Flyout::eventFilter(QObject* watched, QEvent* event) {
  if (watched == parentWidget() && event->type() == QEvent::Resize) arrange();
  if (event->type() != QEvent::MouseButtonPress) return false;
  const auto* clicked = qobject_cast<QWidget*>(watched);
  if (!clicked || clicked->window() != window()) return false;  // a menu or a question of its own
  const bool is_inside = clicked == this || isAncestorOf(clicked);
  const bool is_anchor = clicked == anchor_ || anchor_->isAncestorOf(clicked);
  if (!is_inside && !is_anchor) hide();
  return false;
}

void Flyout::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return hide();
  QFrame::keyPressEvent(event);
}

void Flyout::hideEvent(QHideEvent* event) {
  qApp->removeEventFilter(this);
  QFrame::hideEvent(event);
  Q_EMIT closed();
}

}  // namespace cortiscope
