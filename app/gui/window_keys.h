#pragma once

class QWidget;

namespace cortiscope {

class SessionController;
class ViewBar;

/// Gives a window the keys that are typed without Ctrl or Alt: models, maps, forms, stimuli. The
/// help's keyboard page lists them.
/// @param window  keeps them; it has the action "help"
void add_window_keys(QWidget& window, SessionController& session, ViewBar& view_bar);

}  // namespace cortiscope
