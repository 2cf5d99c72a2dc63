#pragma once

#include <string>

#include "app/cli/progress_line.h"
#include "core/data/fit_result.h"
#include "core/fit/fit.h"

namespace cortiscope {

/// The step, the losses, the time left and the device of a running fit.
void show(ProgressLine& line, const FitProgress& progress);

/// "a.fit.h5: network aligned, 150 vertices, mean R2 0.4000, 1000 of 1000 steps in 20 s on cpu", of
/// a fit that was written.
std::string result_text(const std::string& file, const FitResult& fit);

}  // namespace cortiscope
