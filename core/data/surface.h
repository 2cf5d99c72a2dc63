#pragma once

#include <Eigen/Core>
#include <vector>

namespace cortiscope {

/// A triangle mesh: one form (pial, inflated, ...) of one hemisphere. V vertices, F triangles.
struct Surface {
  std::vector<Eigen::Vector3f> vertices;   ///< (V), mm; x right, y anterior, z superior
  std::vector<Eigen::Vector3i> triangles;  ///< (F), vertex indices, anticlockwise seen from outside
};

/// True for each vertex that some triangle refers to. Flat surfaces keep a row for every vertex of
/// the mesh; only those used may be drawn, picked or counted in bounds.
std::vector<bool> used_vertices(const Surface& surface);

/// Turns a surface into its mirror image across the midline: left becomes right, and triangles
/// still face outwards.
void mirror(Surface& surface);

/// The vertices that share an edge with each vertex, ascending.
std::vector<std::vector<int>> vertex_neighbors(const Surface& surface);

}  // namespace cortiscope
