#pragma once

#include <string>

#include "core/color/map.h"
#include "core/color/overlay_colors.h"
#include "render/page.h"

namespace cortiscope {

/// What the colours of a map mean. Drawn beside views and under maps alike.
struct Legend {
  enum class Kind { kNone, kLayer, kSpace, kBar };
  Kind kind = Kind::kNone;
  int layer_count = 0;               ///< for kLayer
  Rgb8 (*palette)(float) = nullptr;  ///< for kBar, from 0 to 1
  std::string low, high, caption;    ///< for kBar: what 0, 1 and the whole are called
};

/// The legend of one of a fit's maps.
/// @param range  that it was coloured with
Legend legend_of(Map map, int layer_count, ColorRange range = {});

/// The legend of an overlay: none where it is empty.
Legend legend_of(const OverlayScale& scale);

/// How high every legend is, its words included.
inline constexpr double kLegendHeightMm = 12.5;

/// The colour of a legend's words on white paper.
inline constexpr Rgb8 kLegendWords = {70, 70, 70};

/// Draws it centred at the top of a box at least kLegendHeightMm high.
void add_legend(Page& page, const Legend& legend, const Box& box, Rgb8 words = kLegendWords);

}  // namespace cortiscope
