#pragma once

#include <array>
#include <vector>

#include "core/data/subject.h"

namespace cortiscope {

/// Which vertices of a mesh have values of a fit, and which.
struct MeshRows {
  std::array<std::vector<int>, 2> vertices;  ///< of the mesh, [lh, rh], each ascending
  std::vector<int> rows;                     ///< of the fit's N-sized arrays, one a vertex

  friend bool operator==(const MeshRows& a, const MeshRows& b) {
    return a.vertices == b.vertices && a.rows == b.rows;
  }
};

/// Those of the subject's own mesh.
MeshRows own_rows(const Subject& subject);

/// Those of another cortex, such as a template: each of its vertices takes the value of the
/// subject's nearest vertex on the registered sphere, if that one is encoded.
///
/// @throws Error  kNotFound: a hemisphere with encoded vertices has no sphere here or there, or the
///                subject's is not registered (sphere.reg)
MeshRows rows_through_sphere(const Subject& subject, const Cortex& onto);

/// For each vertex of `to`, the vertex of `from` in the nearest direction from the centre, whatever
/// the spheres' radii; of equally near ones the first.
/// @pre `from` has a vertex
std::vector<int> nearest_on_sphere(const Surface& from, const Surface& to);

}  // namespace cortiscope
