#pragma once

#include <vector>

namespace cortiscope {

/// Pearson's correlation; NaN where one of the two does not vary.
///
/// @pre both have the same number of values
double correlation(const std::vector<float>& a, const std::vector<float>& b);

}  // namespace cortiscope
