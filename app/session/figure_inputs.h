#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/session/figure_request.h"
#include "app/session/map_source.h"
#include "core/open/contents.h"

namespace cortiscope {

// The files that a figure is drawn from.

/// The inputs of a figure, each read once, on the cortex that the request names.
/// @throws Error  kBadValue: inputs that do not go together; kBadShape: a cortex of other vertices;
///                also what their readers throw
std::vector<Contents> read_inputs(const FigureRequest& request, Warnings* warnings);

/// A whole cortex, or one of a single surface and the other hemisphere's beside it.
std::optional<Cortex> cortex_of(const Contents& contents, Warnings* warnings);

/// The cortex in a file or folder.
/// @param expected  what a file without one is refused for
/// @throws Error  as read_any; kBadFormat: there is none in it
Cortex cortex_at(const std::string& path, const std::string& expected, Warnings* warnings);

/// What can be painted of what was read: a fit, or a known answer.
/// @throws Error  kBadFormat: neither; kBadValue: the subject has no known answer
MapSource maps_of(const FigureRequest& request, const Contents& contents);

}  // namespace cortiscope
