#pragma once

#include <Eigen/Core>
#include <array>

namespace cortiscope {

/// A category-selective area, planted as a disc on the registration sphere.
struct PlantedPatch {
  const char* name;
  float anterior_mm, dorsal_mm;  ///< centre in the visual frame (visual_frame.h)
  float radius_mm;
};

/// Face, body, scene and word areas at their anatomical positions: those that fsaverage's pial
/// surface has nearest to the group peaks of the functional localizers of each kind (ours,
/// rounded).
constexpr std::array<PlantedPatch, 9> kPlantedPatches = {{
    {"OFA", -11, -46, 8},
    {"FFA", 9, -77, 9},
    {"EBA", -52, -22, 11},
    {"FBA", 0, -93, 8},
    {"OPA", -42, 30, 10},
    {"PPA", 68, -64, 11},
    {"RSC", 79, 20, 9},
    {"OWFA", -27, -28, 8},
    {"VWFA", -12, -67, 8},
}};

/// Whether a position in the frame lies within the patch made wider by a margin.
inline bool contains(const PlantedPatch& patch, const Eigen::Vector2f& place_mm,
                     float margin_mm = 0) {
  const Eigen::Vector2f centre(patch.anterior_mm, patch.dorsal_mm);
  return (place_mm - centre).norm() <= patch.radius_mm + margin_mm;
}

}  // namespace cortiscope
