#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/color/map_colors.h"
#include "core/color/palette.h"
#include "core/data/cortex.h"

namespace cortiscope {

/// How an overlay is to be painted, where that is not left to its numbers.
struct OverlayStyle {
  std::string palette;       ///< a name (palette.h); empty: the palette that fits the numbers
  std::vector<Rgb8> colors;  ///< of a palette of one's own, from low to high; else empty
  float threshold = 0;       ///< values nearer to 0 are not painted; 0: all are

  friend bool operator==(const OverlayStyle& a, const OverlayStyle& b) {
    return a.palette == b.palette && a.colors == b.colors && a.threshold == b.threshold;
  }
  friend bool operator!=(const OverlayStyle& a, const OverlayStyle& b) { return !(a == b); }
};

/// How an overlay's numbers map to colours.
///
/// The range is by default from the 2nd to the 98th percentile, so that a few outliers change
/// nothing; where more than half of the values are exactly 0, as in thresholded maps, of those that
/// are not. Diverging about 0 where the range has both signs and the smaller side is at least a
/// tenth of the larger one: then the default range is symmetric. A diverging palette over a range
/// with both signs has its middle at 0 and is as strong at x as at -x.
struct OverlayScale {
  ColorRange range;
  float threshold = 0;
  NumberPalette palette;
  bool is_centred = false;      ///< 0 has the palette's middle
  bool is_empty = false;        ///< no value is a finite number
  bool leaves_out = false;      ///< some values are beyond the range, and have its ends' colours
  bool is_percentiles = false;  ///< the range is the default one, and of percentiles

  /// None below the threshold.
  std::optional<Rgb8> color(float value) const;
};

/// The scale for the values of both hemispheres.
/// @param range  instead of the default one
/// @throws Error  kBadValue: there is no such palette
OverlayScale scale_of(const std::array<std::vector<float>, 2>& values,
                      const OverlayStyle& style = {}, std::optional<ColorRange> range = {});

/// An overlay's colours over the underlay; non-finite values and those below the threshold have
/// none, values out of range are clamped.
/// @param values  for each hemisphere (V) or empty
/// @return for each hemisphere (V)
std::array<std::vector<Rgb8>, 2> overlay_colors(const std::array<std::vector<float>, 2>& values,
                                                const OverlayScale& scale, const Cortex& cortex,
                                                Ground ground = Ground::kLight);

/// The colours of a map of labels over the underlay.
/// @param values  for each hemisphere (V) or empty: indices of `colors`, or NaN
/// @param colors  of the labels; those without are not painted
/// @return for each hemisphere (V)
std::array<std::vector<Rgb8>, 2> label_colors(const std::array<std::vector<float>, 2>& values,
                                              const std::vector<std::optional<Rgb8>>& colors,
                                              const Cortex& cortex, Ground ground = Ground::kLight);

}  // namespace cortiscope
