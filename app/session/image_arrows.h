#pragma once

#include <vector>

#include "app/session/looking_at.h"
#include "app/session/map_source.h"

namespace cortiscope {

/// Where some receptive fields have moved on the image: those that lay in one cell of a grid over
/// it, their mean before and after.
struct ImageArrow {
  ImagePlace from, to;
  int vertices = 0;
};

/// How many cells such a grid has on each side.
constexpr int kArrowCells = 10;

/// The arrows from the receptive fields of the fit that a source is set against, A, to its own, B,
/// row by row of the grid. Of vertices with evidence in both, where they were tested; cells without
/// any have no arrow.
///
/// @return  none of a source without differences
std::vector<ImageArrow> image_arrows(const MapSource& source);

}  // namespace cortiscope
