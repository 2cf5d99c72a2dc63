#pragma once

#include <functional>

#include "core/analysis/baseline_input.h"
#include "core/analysis/best_ridge.h"

namespace cortiscope {

/// Ridge regression on the channels of one token of one layer: the best of all for each vertex. Its
/// candidates are numbered layer * (H * W + 1) + token.
///
/// @param memory_gb    of the tokens held at a time, about
/// @param layer_done   called after each layer
BestRidge fit_fwrf(const BaselineInput& input, const ResponseSlice& slice, double memory_gb,
                   const std::function<void()>& layer_done);

}  // namespace cortiscope
