#pragma once

#include <array>

#include "core/data/image.h"

namespace cortiscope {

/// Colours of what a user draws and pins, in turn, distinguishable with every kind of colour
/// vision. Source: Okabe and Ito, "Color Universal Design" (2008), without black and yellow, which
/// are hard to see in outlines and on white.
inline constexpr std::array<Rgb8, 6> kDrawnColors = {Rgb8{213, 94, 0},   Rgb8{0, 114, 178},
                                                     Rgb8{0, 158, 115},  Rgb8{204, 121, 167},
                                                     Rgb8{86, 180, 233}, Rgb8{230, 159, 0}};

}  // namespace cortiscope
