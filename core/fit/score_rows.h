#pragma once

#include <optional>
#include <vector>

#include "core/base/stop_token.h"
#include "core/fit/data_scaling.h"
#include "core/fit/encoding_data.h"
#include "core/fit/engine.h"
#include "core/fit/fit_options.h"
#include "core/metrics/score.h"

namespace cortiscope {

/// Scores of an engine's predictions over these rows of the data; nothing if `stop` was requested
/// meanwhile.
std::optional<ScoreSum> score_rows(Engine<float>& engine, const EncodingData& data,
                                   const DataScaling& scaling, const std::vector<int>& rows,
                                   const StopToken& stop);

/// Scores of given parameters over these rows of the data.
/// @param scaling  what the parameters were fitted to
ScoreSum score_parameters(const EncodingData& data, const Parameters& parameters,
                          const DataScaling& scaling, const std::vector<int>& rows,
                          const FitOptions& options);

}  // namespace cortiscope
