#pragma once

#include <string>
#include <vector>

#include "core/data/fit_result.h"
#include "core/fit/encoding_data.h"
#include "core/fit/fit.h"
#include "core/fit/response_summary.h"

namespace cortiscope {

/// Sentences about what is wrong with data and fits that can still be used, most serious first;
/// empty where nothing is. The command line and the window show them as warnings.
using Concerns = std::vector<std::string>;

/// Of a subject's responses: constant and extreme ones.
Concerns concerns_about(const ResponseSummary& responses, const RecordingSource& recording);

/// Of a study before it is fitted: its own (responses, twins, near images), and few test images.
Concerns concerns_about(const EncodingData& data, const FitOptions& options);

/// Of a finished fit: no score, no evidence, near images across its split, few test images. None of a stopped one.
Concerns concerns_about(const FitResult& fit);

}  // namespace cortiscope
