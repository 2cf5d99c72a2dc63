#pragma once

#include <array>
#include <vector>

#include "core/data/surface.h"

namespace cortiscope {

/// The icosahedron with every triangle cut into four, `subdivisions` times, on the unit sphere:
/// V = 10 * 4^s + 2 vertices, 20 * 4^s triangles, anticlockwise seen from outside. The first
/// vertices of a finer one are those of the coarser one, as in fsaverage3 to 7.
///
/// @pre 0 <= subdivisions <= 7
Surface icosphere(int subdivisions);

/// Which two vertices of the icosphere each new vertex of the next finer one lies between.
///
/// @param triangles  of icosphere(s)
/// @return  (V(s + 1) - V(s)), of the vertices from V(s) on, in order
std::vector<std::array<int, 2>> icosphere_parents(std::vector<Eigen::Vector3i> triangles,
                                                  int subdivisions);

/// V of an icosphere.
constexpr int icosphere_vertex_count(int subdivisions) { return 10 * (1 << 2 * subdivisions) + 2; }

}  // namespace cortiscope
