#pragma once

#include <memory>
#include <string>

#include "app/session/figure_request.h"
#include "core/open/overlay_pair.h"
#include "core/open/warnings.h"

namespace cortiscope {

// What figures of fits, of a window's views and of a cortex alone have in common.

/// Two parts of a title or a note; one alone where the other is empty.
std::string joined(const std::string& a, const std::string& b);

/// The requested view; else the flatmap, or the best form of a cortex without one.
/// @throws Error  kBadValue: there is no such view
SurfaceKind view_of(const FigureRequest& request, const Cortex& cortex);

/// The overlay of a request; null where it has none.
/// @throws Error  as read_overlay_pair and fitted_to
std::shared_ptr<const OverlayPair> overlay_on(const Cortex& cortex, const FigureRequest& request,
                                              Warnings* warnings);

}  // namespace cortiscope
