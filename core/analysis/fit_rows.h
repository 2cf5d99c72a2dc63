#pragma once

#include <string>

#include "core/data/fit_result.h"
#include "core/fit/data_scaling.h"
#include "core/fit/encoding_data.h"
#include "core/fit/split.h"

namespace cortiscope {

/// The rows of the data that hold a fit's training, validation and test images, found by name.
///
/// @param data  the subject and features of the fit
/// @throws Error  kBadShape: with other vertices, layers, channels or tokens; kBadValue: an
///                image of the fit has no responses
Split rows_of_fit(const FitResult& fit, const EncodingData& data);

/// Refuses data that the fit's parameters do not belong to.
/// @param hint  what the user can do
/// @throws Error  kBadShape: other vertices, layers, channels or tokens
void require_same_parts(const FitResult& fit, const EncodingData& data, const std::string& hint);

/// How the fit scaled what it read and predicted. Fits of before were made on z-scores over all
/// images, and do not hold those.
/// @param data  the subject and features of the fit
DataScaling scaling_of(const FitResult& fit, const EncodingData& data);

}  // namespace cortiscope
