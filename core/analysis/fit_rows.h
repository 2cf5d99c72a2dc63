#pragma once

#include "core/data/fit_result.h"
#include "core/fit/encoding_data.h"
#include "core/fit/split.h"

namespace cortiscope {

/// The rows of the data that hold a fit's training, validation and test images, found by name.
///
/// @param data  the subject and features of the fit
/// @throws Error  kBadShape: with other vertices, layers, channels or tokens; kBadValue: an
///                image of the fit has no responses
Split rows_of_fit(const FitResult& fit, const EncodingData& data);

}  // namespace cortiscope
