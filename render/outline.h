#pragma once

#include <vector>

#include "core/data/surface.h"

namespace cortiscope {

/// A line on a surface; closed where its first and last point are the same.
using Line = std::vector<Eigen::Vector3f>;

/// The border of a set of vertices: lines through the middles of the edges that leave the set,
/// smoothed a little. Edges of the surface itself are no border.
std::vector<Line> border_lines(const Surface& surface, const std::vector<int>& vertices);

/// How much of a set lies inside: the share of its used vertices all of whose neighbours belong to
/// it too. Near 1 for a patch, near 0 for scattered vertices, whose border would be a scribble.
float inner_share(const Surface& surface, const std::vector<int>& vertices);

}  // namespace cortiscope
