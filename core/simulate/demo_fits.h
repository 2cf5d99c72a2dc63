#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/data/fit_result.h"
#include "core/fit/fit.h"

namespace cortiscope {

/// The options with which the window fits the demonstration and the installed fits were made.
FitOptions demo_fit_options();

/// Where the fit of a network of the demonstration (seed 1) is installed, for display:
/// share/cortiscope/demo/<network>.fit.h5. packaging/make_demo_fits.sh makes them.
std::filesystem::path installed_demo_fit_file(const std::string& network);

/// Reads it.
///
/// @param subject  the demonstration's, whose cortex the fit is given
/// @return  absent if there is none, if it cannot be read, or if its vertices differ, as happens
///          where the built-in cortex folds differently (compilers that use fused multiply-add)
std::optional<FitResult> installed_demo_fit(const std::string& network, const Subject& subject);

}  // namespace cortiscope
