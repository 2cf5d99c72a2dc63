#pragma once

#include <Eigen/Core>

#include "core/data/surface.h"

namespace cortiscope {

/// Counts and measures of a surface. Vertices that no triangle uses are ignored.
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

/// How one form of a hemisphere distorts the edge lengths of another, after removing one common
/// factor. The distortion of an edge is the distance of its length ratio from 1: 0.2 where it is a
/// fifth too long or too short.
struct EdgeDistortion {
  double mean = 0;          ///< of |ratio - 1|
  double ninety_fifth = 0;  ///< percentile of it
  double factor = 0;        ///< lengths here over lengths there, by least squares
};

/// @param form       its triangles' edges are measured
/// @param reference  the same vertices, with the reference lengths, such as white
/// @pre both have the same number of vertices
EdgeDistortion edge_distortion(const Surface& form, const Surface& reference);

/// Triangles below this share of the mean area count as degenerate.
constexpr double kDegenerateShare = 1e-4;

/// Triangles with no area, or almost none.
int degenerate_triangles(const Surface& surface);

/// Whether a surface has an inside, and which way its triangles are turned.
enum class Closure {
  kOpen,     ///< some edge has one triangle, or two of opposite orientation; or no volume
  kOutward,  ///< closed, triangles anticlockwise seen from outside
  kInward    ///< closed, triangles clockwise seen from outside
};

Closure closure_of(const Surface& surface);

/// Of a flat surface seen from above, the triangles oriented against the majority. Uses x and y
/// only.
int flipped_triangles(const Surface& flat);

}  // namespace cortiscope
