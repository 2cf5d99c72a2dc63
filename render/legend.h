#pragma once

#include <functional>
#include <string>

#include "core/data/image.h"
#include "render/page.h"

namespace cortiscope {

/// The meaning of a map's colours. Drawn next to views and under maps; independent of the map.
struct Legend {
  enum class Kind {
    kNone,
    kBar,    ///< one number, from left to right
    kGrid,   ///< steps across, shades of each of them down
    kSquare  ///< a position in the image
  };
  Kind kind = Kind::kNone;
  /// x from 0 at the left to 1, y from 0 at the top to 1. A bar ignores y.
  std::function<Rgb8(float x, float y)> color;
  int columns = 0;                 ///< the steps of a grid, at least one
  std::string low, high, caption;  ///< below: at the left end, at the right end, between them
  std::string top, bottom;         ///< right of a grid: the meaning of its first and last row
};

/// The height of every legend, with its text.
inline constexpr double kLegendHeightMm = 12.5;

/// The colour of a legend's text on white paper.
inline constexpr Rgb8 kLegendWords = {70, 70, 70};

/// Draws it centred at the top of a box at least kLegendHeightMm high.
void add_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words = kLegendWords);

}  // namespace cortiscope
