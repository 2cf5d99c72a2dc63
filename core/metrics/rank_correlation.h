#pragma once

#include <vector>

namespace cortiscope {

/// Spearman's rank correlation; values that are equal share the mean of their ranks. NaN where one
/// of the two does not vary.
///
/// @pre both have the same number of values, none NaN
double rank_correlation(const std::vector<float>& a, const std::vector<float>& b);

}  // namespace cortiscope
