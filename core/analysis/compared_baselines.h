#pragma once

#include <vector>

#include "core/analysis/baselines.h"
#include "core/analysis/compared_fit.h"

namespace cortiscope {

/// The baselines of a fit that choose a layer, as fits to be compared with it: "NETWORK, fwRF" and
/// "NETWORK, PCA ridge". Their expected layer is the one that predicts a vertex best. Confidence
/// and scale are not known (NaN), nor are receptive fields of the ridge regression or of the whole
/// image.
///
/// @param baselines      of the fit's N vertices
/// @param rows, columns  of its tokens
std::vector<ComparedFit> compared_baselines(const ComparedFit& fit, const Baselines& baselines,
                                            int rows, int columns);

}  // namespace cortiscope
