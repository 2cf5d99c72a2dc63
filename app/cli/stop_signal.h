#pragma once

#include "core/base/stop_token.h"

namespace cortiscope {

/// From now on the first Ctrl-C, SIGTERM, SIGHUP (the terminal is gone) or SIGPIPE (whoever read
/// our output is gone) asks this token to stop; a second one, but of SIGPIPE, ends the program at
/// once, without what it is writing. Call once, before other threads start.
StopToken stop_on_signal();

/// From now on, and until stop_on_signal(), each of them deletes what is being written and ends the
/// program. Call before other threads start.
void leave_nothing_unfinished_on_signal();

/// What a shell reports for a program ended by the signal that asked to stop: 128 + its number.
/// @pre one did
int exit_code_of_signal();

}  // namespace cortiscope
