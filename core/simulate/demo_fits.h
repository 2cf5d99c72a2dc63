#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/data/fit_result.h"
#include "core/fit/fit.h"

namespace cortiscope {

/// How the window fits the demonstration, and how the fits that are installed were made.
FitOptions demo_fit_options();

/// Where the fit of a network of the demonstration (seed 1) is installed, to be looked at:
/// share/cortiscope/demo/<network>.fit.h5. packaging/make_demo_fits.sh makes them.
std::filesystem::path installed_demo_fit_file(const std::string& network);

/// Reads it.
///
/// @param subject  the demonstration's, whose cortex the fit is given
/// @return  absent where there is none, where it cannot be read, and where it is of other vertices,
///          as it is where the built-in cortex folds otherwise (processors that fuse
///          multiplication and addition, for compilers that use it)
std::optional<FitResult> installed_demo_fit(const std::string& network, const Subject& subject);

}  // namespace cortiscope
