#pragma once

#include <filesystem>
#include <optional>

#include "core/data/subject.h"
#include "core/fit/data_check.h"

namespace cortiscope {

/// What is wrong with the responses of a subject's file. Nothing is returned where the file is too
/// large (64 MB) to be read through for this alone; a fit, which reads it anyway, checks it.
///
/// @throws Error  as summarize (core/fit/response_summary.h)
std::optional<Concerns> check_responses(const RecordingSource& recording,
                                        const std::filesystem::path& file);

}  // namespace cortiscope
