#pragma once

#include <vector>

#include "core/data/cortex.h"
#include "core/data/image.h"

namespace cortiscope {

enum class Underlay {
  kFaint,    ///< lighter than any layer's grey: to lie under a map
  kContrast  ///< to be looked at for itself
};

/// What a cortex is shown on: paper, or a dark screen, where a light underlay would glare.
enum class Ground { kLight, kDark };

/// Gyri light, sulci dark, of one hemisphere. One grey where the curvature is unknown.
/// @return (V)
std::vector<Rgb8> curvature_colors(const HemisphereCortex& hemisphere, Underlay underlay,
                                   Ground ground = Ground::kLight);

}  // namespace cortiscope
