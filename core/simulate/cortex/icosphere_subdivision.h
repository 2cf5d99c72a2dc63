#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/data/surface.h"

namespace cortiscope {

/// A smooth form of an icosphere carried over to the next finer one: old vertices stay where they
/// are, new ones lie on a smooth surface through them.
///
/// @param places  (V(s)), any form of icosphere(s)
/// @return        (V(s + 1))
///
/// Source: Dyn, Levine and Gregory, "A butterfly subdivision scheme for surface interpolation with
/// tension control", ACM Transactions on Graphics 9 (1990), tension 1/16.
std::vector<Eigen::Vector3f> subdivided_smoothly(const std::vector<Eigen::Vector3f>& places,
                                                 int subdivisions);

/// A part of an icosphere in a plane, carried over to the next finer one: each of its triangles cut
/// into four, new vertices half way. Nothing is turned over that was not.
///
/// @param patch  (V(s)) vertices, some triangles of icosphere(s)
/// @return       (V(s + 1)) vertices, those that no triangle uses at 0
Surface subdivided_patch(const Surface& patch, int subdivisions);

}  // namespace cortiscope
