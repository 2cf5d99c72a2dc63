#pragma once

#include <vector>

#include "core/data/cortex.h"
#include "core/data/image.h"

namespace cortiscope {

enum class Underlay {
  kFaint,    ///< lighter than any layer's grey: to lie under a map
  kContrast  ///< for display without a map
};

/// The background of a cortex: paper, or a dark screen, on which a light underlay would be too
/// bright.
enum class Ground { kLight, kDark };

/// Gyri light, sulci dark, of one hemisphere. One grey where the curvature is unknown.
/// @return (V)
std::vector<Rgb8> curvature_colors(const HemisphereCortex& hemisphere, Underlay underlay,
                                   Ground ground = Ground::kLight);

}  // namespace cortiscope
