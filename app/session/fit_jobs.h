#pragma once

#include <optional>
#include <vector>

#include "app/session/fit_queue.h"
#include "app/session/library.h"

namespace cortiscope {

/// The job that fits a cell, written beside its subject; absent where it cannot be fitted.
/// @param resumes  continues the interrupted fit from its checkpoint, into its file
std::optional<FitJob> job_of(const Library& library, Choice at, const FitOptions& options,
                             bool resumes = false);

/// A job for every cell that can be fitted and is not.
std::vector<FitJob> jobs_of_all(const Library& library, const FitOptions& options);

/// The running, waiting or unsaved job of a subject and model, or nullptr.
const FitJob* active_job(const FitQueue& queue, Choice at);

}  // namespace cortiscope
