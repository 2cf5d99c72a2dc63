#pragma once

#include <vector>

#include "core/data/response_scaling.h"
#include "core/fit/encoding_data.h"

namespace cortiscope {

/// Mean and deviation of every vertex's responses to some images: z-scores of these. Measured on
/// the training images alone, so that no test response can change a parameter. Reads these images
/// once.
///
/// @param rows  of data.responses
/// @return  empty where the responses are z-scored already (EncodingData::is_z_scored)
ResponseScaling measure_responses(const EncodingData& data, const std::vector<int>& rows);

}  // namespace cortiscope
