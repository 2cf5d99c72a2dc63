#pragma once

#include <Eigen/Core>
#include <string_view>
#include <vector>

namespace cortiscope {

/// A sulcus that every brain has, on a left hemisphere.
struct Sulcus {
  std::string_view name;
  float depth_mm;
  float half_width_mm;                   ///< of the groove that it begins as
  std::vector<Eigen::Vector3f> path_mm;  ///< x right, y anterior, z superior, near the surface
};

/// The sulci that textbooks name, by their usual course in standard (MNI) coordinates, rounded to
/// where they meet our envelope (brain_envelope.h).
///
/// Source: Ono, Kubik and Abernathey, "Atlas of the Cerebral Sulci" (Thieme, 1990), estimated
/// visually.
const std::vector<Sulcus>& primary_sulci();

/// The sulcus of that name. @pre it exists
const Sulcus& primary_sulcus(std::string_view name);

}  // namespace cortiscope
