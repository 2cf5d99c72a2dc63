#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/data/fit_result.h"
#include "core/fit/fit.h"

namespace cortiscope {

/// The options with which the window fits the demonstration and the installed fits were made.
FitOptions demo_fit_options();

/// The networks whose fits to a subject of the demonstration come with the program: all for the
/// first subject, and for the others three, so that the files stay small.
/// @param subject  1..kDemoSubjects
std::vector<std::string> installed_demo_networks(int subject);

/// Where such a fit (of seed 1) is installed, for display: share/cortiscope/demo/<network>.fit.h5,
/// of the others <network>.subject-<subject>.fit.h5. packaging/make_demo_fits.sh makes them.
std::filesystem::path installed_demo_fit_file(const std::string& network, int subject = 1);

/// Reads it.
///
/// @param of  the demonstration's subject of this number, whose cortex the fit is given
/// @return  absent if there is none, if it cannot be read, or if its vertices or subject differ, as
///          happens where the built-in cortex folds differently (compilers that use fused
///          multiply-add)
std::optional<FitResult> installed_demo_fit(const std::string& network, const Subject& of,
                                            int subject = 1);

}  // namespace cortiscope
