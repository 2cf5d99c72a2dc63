#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/data/image.h"
#include "render/legend.h"

namespace cortiscope {

/// One number a vertex of each hemisphere; empty where a hemisphere has none.
struct OverlayPair {
  std::string name;  ///< of the file, without its hemisphere
  std::array<std::vector<float>, 2> values;
};

/// Reads an overlay of one hemisphere, told by its name (lh. or rh., left or right, hemi-L or
/// hemi-R), and the other hemisphere's beside it where there is one.
///
/// @throws Error  kBadValue: no hemisphere in the name; kBadShape: not a value a vertex of
/// `cortex`;
///                also what read_overlay throws
OverlayPair read_overlay_pair(const std::filesystem::path& file, const Cortex& cortex);

/// An overlay's colours over the underlay, and what they mean: diverging about 0 where there are
/// values on both sides of it, else viridis from the least to the largest. NaN has no data.
struct PaintedOverlay {
  std::array<std::vector<Rgb8>, 2> colors;
  Legend legend;
};
PaintedOverlay paint_overlay(const OverlayPair& overlay, const Cortex& cortex);

}  // namespace cortiscope
