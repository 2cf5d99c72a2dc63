#pragma once

#include <Eigen/Core>

#include "core/data/surface.h"

namespace cortiscope {

/// What can be told of a surface by counting. Vertices that no triangle uses count for nothing.
struct SurfaceMeasures {
  int used_vertices = 0;
  double area_mm2 = 0;
  Eigen::Vector3f lowest = Eigen::Vector3f::Zero();   ///< the corner of the bounding box, mm
  Eigen::Vector3f highest = Eigen::Vector3f::Zero();  ///< the opposite one
  int euler_characteristic = 0;  ///< vertices - edges + triangles: 2 for a sphere, 1 for a disc
  int border_edges = 0;          ///< edges of one triangle only; 0 for a closed surface
  int repeated_corners = 0;      ///< triangles that name a vertex twice
};

SurfaceMeasures measure(const Surface& surface);

/// Whether a surface has an inside, and which way its triangles are turned.
enum class Closure {
  kOpen,     ///< some edge has one triangle, or two that are turned differently; or no inside
  kOutward,  ///< closed, triangles anticlockwise seen from outside
  kInward    ///< closed, the other way round
};

Closure closure_of(const Surface& surface);

/// Of a flat surface seen from above, the triangles turned over against the most of them. Looks at
/// x and y only.
int flipped_triangles(const Surface& flat);

}  // namespace cortiscope
