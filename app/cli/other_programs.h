#pragma once

#include <string>
#include <vector>

namespace cortiscope {

/// Whether there is a screen to open a window on.
bool has_display();

/// Replaces this process by the window's program: returns only where that cannot be started, after
/// an error message.
/// @param words  its arguments, without its name
/// @return  the exit code
int become_window(const std::vector<std::string>& words);

}  // namespace cortiscope
