#pragma once

#include <QString>
#include <QToolButton>

namespace cortiscope {

/// A small button of a panel that stays pressed.
inline QToolButton* switch_button(const QString& text, const QString& tip, const QString& name) {
  auto* button = new QToolButton;
  button->setText(text);
  button->setToolTip(tip);
  button->setObjectName(name);
  button->setCheckable(true);
  button->setProperty("quiet", true);
  button->setFocusPolicy(Qt::TabFocus);
  return button;
}

}  // namespace cortiscope
