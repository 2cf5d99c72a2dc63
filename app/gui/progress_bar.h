#pragma once

#include <QProgressBar>

namespace cortiscope {

/// Shows a value with the window's next frame. QProgressBar::setValue draws one at once, and
/// with OpenGL in the window each frame composes the whole window.
inline void show_value(QProgressBar& bar, int value) {
  bar.setUpdatesEnabled(false);
  bar.setValue(value);
  bar.setUpdatesEnabled(true);
}

}  // namespace cortiscope
