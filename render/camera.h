#pragma once

#include <Eigen/Core>
#include <array>
#include <string>
#include <vector>

#include "core/data/cortex.h"

namespace cortiscope {

/// The viewpoint of a view, as plain numbers. Parallel projection: sizes do not depend on depth.
struct Camera {
  Eigen::Vector3f target_mm = {0, 0, 0};   ///< drawn at the image's centre
  Eigen::Vector3f toward_eye = {0, 0, 1};  ///< unit length
  Eigen::Vector3f up = {0, 1, 0};          ///< unit length, across toward_eye
  float height_mm = 200;                   ///< the height that the image shows
};

/// The named directions to look at a hemisphere from.
enum class Side { kLateral, kMedial, kVentral, kDorsal, kPosterior, kAnterior };
constexpr std::array<Side, 6> kNamedSides = {Side::kLateral, Side::kMedial,    Side::kVentral,
                                             Side::kDorsal,  Side::kPosterior, Side::kAnterior};

/// Reads "lateral", "medial", "ventral", "dorsal", "posterior" or "anterior".
/// @throws Error  kBadValue: none of these
Side parse_side(const std::string& text);

/// The name that parse_side reads.
const char* name_of(Side side);

/// Looks at one hemisphere from a side: superior is up, or anterior where superior is towards or
/// away from the eye. Target and height are left at their defaults.
Camera camera_from(Side side, Hemisphere hemisphere);

/// A rectangle in the image plane, around the camera's target: x right, y up, mm.
struct Extent {
  Eigen::Vector2f low = {0, 0};
  Eigen::Vector2f high = {0, 0};
  float width() const { return high.x() - low.x(); }
  float height() const { return high.y() - low.y(); }
};

/// The position of a point in the camera's image plane.
Eigen::Vector2f seen_at(const Camera& camera, const Eigen::Vector3f& point_in_mm);

/// The extent of a surface's used vertices in the camera's image plane. Zero for an empty surface.
Extent seen_extent(const Camera& camera, const Surface& surface);

/// True for each used vertex whose surface is turned to the eye rather than away. It may still be
/// hidden by a fold in front.
std::vector<bool> vertices_facing(const Surface& surface, const Eigen::Vector3f& toward_eye);

/// Moves and sizes the camera so that its image is exactly this extent high, centred on it.
Camera framed(Camera camera, const Extent& extent);

}  // namespace cortiscope
