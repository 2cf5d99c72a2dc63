#pragma once

#include <QKeySequence>
#include <functional>

#include "core/data/cortex.h"
#include "render/camera.h"

class QWidget;

namespace cortiscope {

class SessionController;

/// The key of a form: its pycortex letter, or Shift and the first letter of its name.
/// @pre kind is one of a 3-D view
QKeySequence key_of(SurfaceKind kind);
/// The key of a side: Shift and the first letter of its name.
QKeySequence key_of(Side side);

/// Gives a window the keys that are typed without Ctrl or Alt: models, maps, forms, stimuli. The
/// help's keyboard page lists them.
/// @param window  keeps them; it has the action "help"
/// @param search  focuses the search
void add_window_keys(QWidget& window, SessionController& session, std::function<void()> search);

}  // namespace cortiscope
