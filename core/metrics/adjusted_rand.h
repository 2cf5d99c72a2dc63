#pragma once

#include <vector>

namespace cortiscope {

/// How much two groupings of the same things agree, whatever their groups are named: 1 where they
/// are the same, 0 as expected of chance, NaN of nothing.
///
/// @param a, b  (N) the group of each thing
///
/// Source: Hubert and Arabie, "Comparing Partitions" (Journal of Classification 2, 1985).
double adjusted_rand(const std::vector<int>& a, const std::vector<int>& b);

}  // namespace cortiscope
