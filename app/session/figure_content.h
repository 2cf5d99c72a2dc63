#pragma once

#include "app/session/figure_request.h"
#include "core/open/warnings.h"
#include "render/figure.h"

namespace cortiscope {

/// Reads "flat", "inflated", "pial", "white" or "sphere".
/// @throws Error  kBadValue: none of these
SurfaceKind parse_view(const std::string& text);

/// Reads the inputs of a request and returns what to draw.
///
/// Several maps of fits: a row per fit, a column per map. One map: a column per fit; of a map of
/// several fits, a column for each that is made from them (joined_fits.h). A cortex
/// folder gives its curvature or an overlay; with an overlay, a fit and a subject give their
/// cortex.
///
/// @param warnings  receives warnings about the files read, also where it throws
/// @throws Error  kBadValue: maps, view or side that do not exist or do not go together; also what
///                the readers of fits, cortices and overlays throw
Figure figure_of(const FigureRequest& request, Warnings* warnings = nullptr);

}  // namespace cortiscope
