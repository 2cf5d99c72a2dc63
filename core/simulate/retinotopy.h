#pragma once

#include <Eigen/Core>
#include <vector>

namespace cortiscope {

/// The retinotopic areas of the model. V3A stands for the dorsal hemifield map beyond V3.
enum class RetinotopicArea { kV1, kV2, kV3, kHV4, kV3A, kBeyond };

/// The point of the visual field that a cortical position sees. The visual field is crossed: the
/// horizontal meridian is that of the contralateral hemifield.
struct RetinotopicPlace {
  RetinotopicArea area;
  float eccentricity_deg;
  float angle_rad;  ///< from the horizontal meridian, positive in the lower visual field
};

/// The eccentricity at the edge of an image (|u| = 1): the image is 16 degrees wide.
constexpr float kImageRadiusDeg = 8;

/// The retinotopic areas are planted up to here; further out the cortex looks beyond the image.
constexpr float kLargestEccentricityDeg = 7.6F;

/// The point that a position in the visual frame (visual_frame.h) sees, by the wedge-dipole model:
/// the flat cortex is w = k log((z + a) / (z + b)) of the visual field z = r exp(i phi), where each
/// area takes a wedge of phi: V1 next to the horizontal meridian, V2 and V3 above and below it,
/// mirrored at each border, then hemifield maps, hV4 ventrally and V3A dorsally. k = 20 mm, a = 1
/// and b = 90 degrees. With the visual field inverted: dorsal cortex sees the lower field.
///
/// Source: Polimeni, Balasubramanian and Schwartz, "Multi-area visuotopic map complexes in macaque
/// striate and extra-striate cortex", Vision Research 46 (2006). Wedges chosen here so that V2 is
/// 11 mm wide; the hemifield maps are our addition.
///
/// @param place_mm  x along the calcarine from the foveal confluence, y dorsal
RetinotopicPlace retinotopic_place(const Eigen::Vector2f& place_mm);

/// Where V1 sees the given point: the inverse of retinotopic_place within V1.
/// @param angle_rad  within +-pi/2
Eigen::Vector2f place_in_v1_mm(float eccentricity_deg, float angle_rad);

/// The outline of V1 up to kLargestEccentricityDeg, in frame mm: a closed polygon, anticlockwise.
std::vector<Eigen::Vector2f> v1_outline();

}  // namespace cortiscope
