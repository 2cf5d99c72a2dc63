#pragma once

#include <string>
#include <vector>

namespace cortiscope {

/// Why these scores cannot be believed: their mean is above 1.1 times the mean noise ceiling, which
/// no correct prediction reaches. Empty where they can, and where the ceiling is not known.
///
/// @param r2, noise_ceiling  (N)
std::string leak_in(const std::vector<float>& r2, const std::vector<float>& noise_ceiling);

}  // namespace cortiscope
