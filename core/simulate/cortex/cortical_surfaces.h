#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/data/surface.h"

namespace cortiscope {

/// Two surfaces on either side of a folded one.
struct CortexBorders {
  Surface white, pial;
};

/// The borders of a cortex about 2.5 mm thick, thicker on gyri than in sulci, whose middle is
/// given. No triangle of either is turned over against that of the middle, nor shrunk to nothing.
///
/// @param smoothings  of the direction in which the borders lie: as many as it takes to reach a
///                    cortex's thickness along the surface
CortexBorders cortex_borders(const Surface& middle, int smoothings);

/// Mean curvature at each vertex, smoothed a little: 1/mm, positive in a sulcus, as FreeSurfer has
/// it.
///
/// @param surface  closed, triangles anticlockwise seen from outside
/// @return         (V)
///
/// Source: Meyer, Desbrun, Schroeder and Barr, "Discrete differential-geometry operators for
/// triangulated 2-manifolds" (2003).
std::vector<float> mean_curvature(const Surface& surface);

/// The surface smoothed until its sulci lie open, as large as before.
///
/// Source: Fischl, Sereno and Dale, "Cortical surface-based analysis II", NeuroImage 9 (1999);
/// here by plain averaging, without their term for distances.
Surface inflated(const Surface& surface);

/// A sphere whose vertices have slid along it until its edges are as near as can be to those of
/// another form, all times one factor. No triangle is turned over.
///
/// @param sphere     of any radius, middle at 0
/// @param reference  the same triangles, in the lengths that count
///
/// Source: Fischl, Sereno and Dale (as above), who minimise the same sum of squares.
Surface relaxed_sphere(const Surface& sphere, const Surface& reference);

/// Each vertex moved towards its neighbours' mean, repeatedly.
std::vector<Eigen::Vector3f> smoothed(const Surface& surface, int rounds);

}  // namespace cortiscope
