#pragma once

#include <functional>

class QWidget;

namespace cortiscope {

class SessionController;

/// Gives a window the keys that are typed without Ctrl or Alt: models, maps, forms, stimuli. The
/// help's keyboard page lists them.
/// @param window  keeps them; it has the action "help"
/// @param search  focuses the search
void add_window_keys(QWidget& window, SessionController& session, std::function<void()> search);

}  // namespace cortiscope
