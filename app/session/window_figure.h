#pragma once

#include <optional>

#include "app/session/figure_request.h"
#include "app/session/library.h"
#include "app/session/look.h"

namespace cortiscope {

/// The request that draws what a window shows.
///
/// @param shown  what the maps are painted from; of a map of differences with them
/// @param panes  the views, from left to right, at least one
/// @pre   the library has the subject that the look shows
/// @throws Error  kBadValue: no file holds what is shown, such as a running fit, or nothing is
///                painted
FigureRequest figure_of_window(const Library& library, const Look& look, const MapSource& shown,
                               std::vector<FigurePane> panes);

/// The subject and model that a figure was drawn from, or the subject alone; of differences the
/// second model, B. Absent where they are not opened.
std::optional<Choice> choice_of_figure(const Library& library, const FigureRequest& request);

/// Of a figure of differences the model A, in the subject of its choice_of_figure; -1: of none.
ModelId model_against_of_figure(const Library& library, const FigureRequest& request, Choice at);

/// The look that shows a figure's view again; it keeps the selection.
/// @throws Error  kBadValue: the request names no map or no form that there is
Look look_of_figure(const Look& now, const FigureRequest& request);

}  // namespace cortiscope
