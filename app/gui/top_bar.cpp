#include "app/gui/top_bar.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPixmap>
#include <QToolButton>

#include "app/gui/text.h"
#include "app/gui/text_line.h"

namespace cortiscope {
namespace {

/// A window with a bar at one of its sides.
QIcon sidebar_icon(bool is_left, const QColor& ink) {
  constexpr int kSide = 16, kScale = 2;
  QPixmap pixmap(kSide * kScale, kSide * kScale);
  pixmap.setDevicePixelRatio(kScale);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(ink, 1.2));
  painter.drawRoundedRect(QRectF(1.5, 2.5, 13, 11), 2, 2);
  painter.fillRect(is_left ? QRectF(2, 3, 4, 10) : QRectF(10, 3, 4, 10), ink);
  return QIcon(pixmap);
}

}  // namespace

TopBar::TopBar(const Actions& actions, QWidget* search, QWidget* parent)
    : QWidget(parent), library_(actions.library), inspector_(actions.inspector) {
  setObjectName(QStringLiteral("top-bar"));
  setAttribute(Qt::WA_StyledBackground);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(8, 0, 8, 0);
  row->setSpacing(8);
  const auto add = [row](QAction* action, const char* property) {
    auto* button = new QToolButton;
    button->setDefaultAction(action);
    if (property) button->setProperty(property, true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setAccessibleName(action->toolTip());
    row->addWidget(button);
    return button;
  };
  add(actions.library, "flat");
  for (QAction* action : actions.workspaces) add(action, "workspace");
  row->addStretch(1);
  row->addWidget(search, 2);
  add(actions.export_figure, nullptr)->setObjectName(QStringLiteral("export"));
  session_ = new TextLine(Qt::AlignRight, TextLine::Width::kOfText);
  session_->setObjectName(QStringLiteral("session-name"));
  session_->hide();
  row->addWidget(session_);
  add(actions.inspector, "flat");
  draw_icons();
}

void TopBar::draw_icons() {
  const QColor ink = palette().color(QPalette::PlaceholderText);
  library_->setIcon(sidebar_icon(true, ink));
  inspector_->setIcon(sidebar_icon(false, ink));
}

void TopBar::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) draw_icons();
}

void TopBar::set_session(const QString& name, const QString& file, bool is_changed) {
  session_->set_text(is_changed ? QStringLiteral("● ") + name : name);
  session_->setToolTip(
      plain_tool_tip(is_changed ? tr("%1, changed since it was saved").arg(file) : file));
  session_->setAccessibleName(is_changed ? tr("Session %1, changed").arg(name)
                                         : tr("Session %1").arg(name));
  session_->setVisible(!name.isEmpty());
}

}  // namespace cortiscope
