#pragma once

#include <array>
#include <string>
#include <vector>

#include "core/data/fit_result.h"

namespace cortiscope {

/// How a flatmap's file turns and mirrors it, which drawing must undo.
struct FlatPose {
  float turned_by = 0;  ///< radians
  bool is_mirrored = false;
};

/// A cortex of two rectangular sheets, 30 mm long and 20 mm high: posterior at y = 0, anterior at
/// y = 30, superior up. Vertex (column, row) has index row * 31 + column; column 0 is posterior.
/// The flatmap is the sheet itself, posed as asked, with a meaningless z and one more vertex far
/// away that no triangle uses.
Cortex planted_cortex(FlatPose pose = {});

/// A region of a sheet: rows 5 to 15 of columns 10 to 20.
Region planted_patch(const std::string& name);

/// A fit on it in which every vertex is encoded, and the left dorsal part looks at the image's
/// lower right, as the visual field lies on the cortex: crossed and inverted.
FitResult planted_fit(FlatPose pose = {});

}  // namespace cortiscope
