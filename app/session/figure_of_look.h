#pragma once

#include <vector>

#include "app/session/figure_request.h"
#include "core/open/contents.h"
#include "render/figure.h"

namespace cortiscope {

/// What a window shows: its views side by side above one legend.
/// @throws Error  as figure_of
Figure figure_of_look(const FigureRequest& request, const Look& look,
                      const std::vector<Contents>& inputs, Warnings* warnings);

}  // namespace cortiscope
