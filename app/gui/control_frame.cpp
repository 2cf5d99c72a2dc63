#include "app/gui/control_frame.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

namespace cortiscope {
namespace {

constexpr int kMargin = 4;  // around the control
constexpr int kWidth = 3;

}  // namespace

ControlFrame::ControlFrame(QWidget& window) : QWidget(&window) {
  setObjectName(QStringLiteral("control-frame"));
  setAttribute(Qt::WA_TransparentForMouseEvents);
  setFocusPolicy(Qt::NoFocus);
  hide();
}

void ControlFrame::frame(const QString& name) {
  QWidget* found = nullptr;
  if (!name.isEmpty()) {
    for (QWidget* each : parentWidget()->findChildren<QWidget*>(name)) {
      if (!found || (each->isVisible() && !found->isVisible())) found = each;
    }
  }
  if (found != control_) {
    qApp->removeEventFilter(this);
    control_ = found;
    // Of the program: the control moves with any widget that it lies in, and has parts of its own.
    if (found) qApp->installEventFilter(this);
  }
  follow();
}

void ControlFrame::follow() {
  setVisible(control_ && control_->isVisible());
  if (!isVisible()) return;
  const QPoint corner = control_->mapTo(parentWidget(), QPoint(0, 0));
  const QRect wanted = QRect(corner, control_->size())
                           .adjusted(-kMargin, -kMargin, kMargin, kMargin)
                           .intersected(parentWidget()->rect());
  if (wanted != geometry()) setGeometry(wanted);
  raise();
}

bool ControlFrame::eventFilter(QObject* watched, QEvent* event) {
  auto* widget = qobject_cast<QWidget*>(watched);
  if (!control_ || !widget || widget == this) return false;
  switch (event->type()) {
    case QEvent::MouseButtonRelease:
    case QEvent::KeyRelease:
      if (widget == control_ || control_->isAncestorOf(widget)) {
        QMetaObject::invokeMethod(this, &ControlFrame::used,
                                  Qt::QueuedConnection);  // once it acted
      }
      break;
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::Hide:
      if (widget == control_ || widget->isAncestorOf(control_)) follow();
      break;
    default:
      break;
  }
  return false;
}

void ControlFrame::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(palette().color(QPalette::Highlight), kWidth));
  const qreal inset = kWidth / 2.0;
  painter.drawRoundedRect(QRectF(rect()).adjusted(inset, inset, -inset, -inset), 8, 8);
}

}  // namespace cortiscope
