#pragma once

#include <vector>

#include "core/data/cortex.h"

namespace cortiscope {

/// A line on a surface; closed where its first and last point are the same.
using Line = std::vector<Eigen::Vector3f>;

/// The border of a set of vertices: lines through the middles of the edges that leave the set,
/// smoothed a little. Edges of the surface itself do not count as border.
std::vector<Line> border_lines(const Surface& surface, const std::vector<int>& vertices);

/// The relative width of lines whose colour must be recognisable.
constexpr double kWideLine = 1.7;

/// A line with its colour and width.
struct ColoredLine {
  Line line;
  Rgb8 color;
  bool is_wide = false;  ///< by kWideLine
};

/// The borders of regions on a surface of their mesh, quicker than one by one. O(V) and the sum of
/// their sizes.
///
/// @param color  of those that have none; the others' lines are wide
std::vector<ColoredLine> region_borders(const std::vector<Region>& regions, const Surface& surface,
                                        Rgb8 color);

/// The interior fraction of a set: the share of its used vertices all of whose neighbours belong to
/// it too. Near 1 for a patch, near 0 for scattered vertices, whose border would be unreadable.
float inner_share(const Surface& surface, const std::vector<int>& vertices);

}  // namespace cortiscope
