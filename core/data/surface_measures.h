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

/// How a form of a hemisphere stretches and squeezes the edges of another, apart from making all
/// longer or shorter by one factor. Of an edge, with that factor taken out, what counts is how far
/// the ratio of its two lengths is from 1: 0.2 where it is a fifth too long or too short.
struct EdgeDistortion {
  double mean = 0;          ///< of |ratio - 1|
  double ninety_fifth = 0;  ///< percentile of it
  double factor = 0;        ///< lengths here over lengths there, by least squares
};

/// @param form       its triangles' edges are looked at
/// @param reference  the same vertices, in the lengths that count: white, say
/// @pre both have as many vertices
EdgeDistortion edge_distortion(const Surface& form, const Surface& reference);

/// Triangles with less than this share of the mean area are as good as none.
constexpr double kDegenerateShare = 1e-4;

/// Triangles without area, or nearly.
int degenerate_triangles(const Surface& surface);

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
