#pragma once

#include "core/color/map.h"
#include "core/data/selectors.h"

namespace cortiscope {

/// How near to its receptive field's centre a place must be for a vertex to be said to look there;
/// the image spans 2.
constexpr float kLookingRadius = 0.3F;

/// How much each vertex looks at a place of the image: 1 where its local reader is centred there,
/// falling to 0 at kLookingRadius; less the more it reads the whole image.
///
/// @param x, y  in [-1, 1], x right and y down
/// @return (N) in 0..1
std::vector<float> looking_at(const Selectors& selectors, float x, float y);

/// Those vertices lit up; the others show the underlay.
MapColors looking_colors(const std::vector<float>& looking);

}  // namespace cortiscope
