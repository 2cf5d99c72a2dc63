#pragma once

#include <vector>

#include "app/session/figure_request.h"
#include "core/open/contents.h"
#include "render/figure.h"

namespace cortiscope {

/// Maps of fits: of several maps a row for each fit and a column for each map; of one map a column
/// for each fit, or for each that is made from them.
/// @throws Error  as figure_of
Figure figure_of_fits(const FigureRequest& request, const std::vector<Contents>& inputs,
                      Warnings* warnings);

}  // namespace cortiscope
