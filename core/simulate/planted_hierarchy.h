#pragma once

#include <Eigen/Core>

#include "core/data/cortex.h"

namespace cortiscope {

/// The values planted at one position of a hemisphere's visual cortex.
struct PlantedPlace {
  bool is_visual;            ///< within the visual cortex, which alone responds
  float layer_center;        ///< 1..12: plateaus at whole layers, early to late
  float scale;               ///< 0.1 in V1 to 0.9 in late areas
  float noise_ceiling;       ///< before it is scaled to the wanted median; V1 highest
  Eigen::Vector2f looks_at;  ///< x right, y down in the image
};

/// The planted values, a smooth function of the position: everything follows the distance from V1,
/// lengthened towards the medial and ventral late areas and shortened towards the lateral mid ones.
/// Receptive fields of V1 to hV4 follow the retinotopic model; later ones lie near the centre of
/// the image, slightly contralateral.
///
/// @param place_mm  in the visual frame (visual_frame.h)
PlantedPlace plant_place(const Eigen::Vector2f& place_mm, Hemisphere hemisphere);

/// Distance to V1's outline in frame mm, negative within.
float distance_from_v1_mm(const Eigen::Vector2f& place_mm);

}  // namespace cortiscope
