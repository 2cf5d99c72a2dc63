#pragma once

#include <vector>

#include "app/gui/curve_view.h"
#include "app/session/library.h"

namespace cortiscope {

/// @param steps  where its axis ends
FitCurve curve_of(const std::vector<HistoryPoint>& history, int steps);

/// The curves of a subject's other fits that have one, in the order of the library.
/// @param but  whose own is left out
std::vector<OtherCurve> other_curves(const Library& library, Choice but);

}  // namespace cortiscope
