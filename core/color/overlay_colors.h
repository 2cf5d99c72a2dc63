#pragma once

#include <array>
#include <vector>

#include "core/color/map_colors.h"
#include "core/data/cortex.h"

namespace cortiscope {

/// How an overlay's numbers map to colours: diverging about 0 where there are values on both sides
/// of it, else viridis from the least to the largest.
struct OverlayScale {
  ColorRange range;
  bool is_diverging = false;
  bool is_empty = false;  ///< no value is a finite number

  Rgb8 color(float value) const;
  /// From 0, the range's low end, to 1.
  Rgb8 (*palette() const)(float);
};

/// The scale that fits the values of both hemispheres: symmetric where it diverges.
OverlayScale scale_of(const std::array<std::vector<float>, 2>& values);

/// An overlay's colours over the underlay; non-finite values have no data, values out of range are
/// clamped.
/// @param values  for each hemisphere (V) or empty
/// @return for each hemisphere (V)
std::array<std::vector<Rgb8>, 2> overlay_colors(const std::array<std::vector<float>, 2>& values,
                                                const OverlayScale& scale, const Cortex& cortex,
                                                Ground ground = Ground::kLight);

}  // namespace cortiscope
