#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/base/random.h"

namespace cortiscope {

/// A pattern of stripes on a mesh, which grows from given vertices and a few random ones, fills the
/// space between them and runs along them: where a cortex begins to fold. A reaction-diffusion
/// system of two substances (Gray and Scott's), of which the second is maintained at the given
/// vertices.
///
/// @param neighbors  (V), as vertex_neighbors gives them
/// @param places_mm  (V)
/// @param is_given   (V)
/// @return  (V) in [0, 1]: how much a vertex is in a stripe
///
/// Source: Lefevre and Mangin, "A reaction-diffusion model of human brain development", PLoS
/// Computational Biology 6 (2010); the numbers for stripes from Pearson, "Complex patterns in a
/// simple system", Science 261 (1993). Here on a mesh with lengths in mm.
std::vector<float> folding_pattern(const std::vector<std::vector<int>>& neighbors,
                                   const std::vector<Eigen::Vector3f>& places_mm,
                                   const std::vector<bool>& is_given, Random& random);

}  // namespace cortiscope
