#pragma once

#include "core/base/stop_token.h"

namespace cortiscope {

/// From now on the first Ctrl-C (or SIGTERM) asks this token to stop; a second one ends the
/// program at once. Call once, before other threads start.
StopToken stop_on_signal();

/// What a shell reports for a program ended by Ctrl-C.
constexpr int kStoppedBySignal = 130;

}  // namespace cortiscope
