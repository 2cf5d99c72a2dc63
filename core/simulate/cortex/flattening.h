#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/data/surface.h"

namespace cortiscope {

/// Lays a patch of a surface flat with as little stretching and squeezing as can be and without
/// turning a triangle over.
///
/// Starts from Tutte's embedding into a disc and lowers the symmetric Dirichlet energy, which grows
/// without end as a triangle collapses, by reweighted least squares.
///
/// @param surface  mm; of its triangles only `patch` are used, which make one disc: connected, with
///                 one border that passes no vertex twice
/// @return  (V), mm, anticlockwise where the surface is seen from outside; zero for vertices that
///          the patch does not use
///
/// Source: Tutte, "How to draw a graph" (1963); Rabinovich, Poranne, Panozzo and Sorkine-Hornung,
/// "Scalable locally injective mappings", ACM Transactions on Graphics 36 (2017).
std::vector<Eigen::Vector2d> flattened(const Surface& surface,
                                       const std::vector<Eigen::Vector3i>& patch);

}  // namespace cortiscope
