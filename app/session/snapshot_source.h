#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/session/map_source.h"

namespace cortiscope {

/// A fit's maps on the way, to be painted as the fit is: with layer, confidence, receptive field,
/// scale and validation R² of then, masked by the evidence of the finished fit, so that only what
/// was learned changes. Its `made.steps_done` are those of then.
///
/// @param which  of fit->snapshots
/// @pre fit has snapshots, and this one
MapSource snapshot_source(const std::shared_ptr<const MapSource>& fit, int which);

/// Which of a fit's snapshots is of so many steps; absent where none is.
std::optional<int> snapshot_after(const MapSource& fit, int steps);

/// "step 40 of 400" of a snapshot; empty of all else.
std::string step_text(const MapSource& source);

}  // namespace cortiscope
