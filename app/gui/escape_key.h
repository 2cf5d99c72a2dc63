#pragma once

#include <QKeyEvent>

namespace cortiscope {

/// Handles Escape in a part of the window before the window's own Escape is considered, which is a
/// shortcut. For the part's event().
///
/// @param can_leave  whether there is something to leave; else the key is the window's
/// @param leave      called once where the key is pressed
/// @return  whether the event is handled
template <class Leave>
bool take_escape(QEvent* event, bool can_leave, Leave&& leave) {
  const bool is_key =
      event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
  if (!is_key || !can_leave || static_cast<QKeyEvent*>(event)->key() != Qt::Key_Escape) {
    return false;
  }
  event->accept();
  if (event->type() == QEvent::KeyPress) leave();
  return true;
}

}  // namespace cortiscope
