#pragma once

#include <memory>

#include "app/session/figure_request.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// The cortex with the regions that a request outlines, in the colours it asks for.
/// @throws Error  as read_regions_pair and fitted_to
std::shared_ptr<const Cortex> with_regions_of(const FigureRequest& request, Cortex cortex,
                                              Warnings* warnings);

}  // namespace cortiscope
