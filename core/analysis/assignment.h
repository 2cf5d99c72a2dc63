#pragma once

#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// Pairs rows with columns so that the sum of the pairs' costs is least.
///
/// @param cost  (R, C), R <= C, finite
/// @return (R) the column of each row, all different
///
/// Source: Kuhn, "The Hungarian Method for the Assignment Problem" (Naval Research Logistics
/// Quarterly 2, 1955), by shortest augmenting paths: Jonker and Volgenant (Computing 38, 1987).
std::vector<int> least_cost_assignment(const Array<double>& cost);

}  // namespace cortiscope
