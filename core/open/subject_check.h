#pragma once

#include <optional>

#include "core/data/subject.h"
#include "core/fit/data_check.h"

namespace cortiscope {

/// What is wrong with the responses of a subject. Nothing is returned where they are too large
/// (64 MB) to be read through for this alone; a fit, which reads them anyway, checks them.
///
/// @throws Error  as summarize (core/fit/response_summary.h)
std::optional<Concerns> check_responses(const RecordingSource& recording);

}  // namespace cortiscope
