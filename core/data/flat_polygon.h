#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/data/surface.h"

namespace cortiscope {

/// The vertices of a flat surface that lie inside an outline, by the even-odd rule: where an
/// outline crosses itself, regions enclosed twice are outside again. Uses x and y only, and only
/// vertices that a triangle uses.
///
/// @param outline  its corners in the surface's own x and y, mm, in order; it is closed from the
///                 last to the first. Fewer than three have no inside.
/// @return  ascending vertex indices
///
/// Source: Shimrat, "Algorithm 112: position of point relative to polygon", CACM 5 (1962), in the
/// half-open form that counts a corner once.
std::vector<int> vertices_inside(const Surface& flat, const std::vector<Eigen::Vector2f>& outline);

}  // namespace cortiscope
