#pragma once

#include <Eigen/Geometry>
#include <array>
#include <vector>

#include "core/data/surface.h"
#include "render/camera.h"
#include "render/cortex_camera.h"

namespace cortiscope {

/// The positions of the hemispheres in one image, lh left. The image plane in mm: x right, y up, z
/// toward the eye; x = 0 lies between the hemispheres.
struct CortexLayout {
  std::array<Eigen::Affine3f, 2> places = {
      Eigen::Affine3f::Identity(), Eigen::Affine3f::Identity()};  ///< from surface to image plane
  Extent fitted;                                                  ///< what a zoom of 1 shows
};

/// The data of a surface that its layout needs: few, so that the layout can follow every drag.
struct SurfaceReach {
  Eigen::Vector3f middle = {0, 0, 0};     ///< of its bounding box, mm
  std::vector<Eigen::Vector3f> farthest;  ///< the farthest used vertices in some directions; mm
};

/// Of an absent hemisphere (no vertices), nothing.
SurfaceReach reach_of(const Surface& surface);

/// How the hemispheres of a folded or inflated cortex lie in one image.
enum class Placing {
  kApart,    ///< each turned about its own middle, rh in lh's mirror image (layout_of)
  kTogether  ///< as in the head (together_layout_of)
};

/// Two folded or inflated hemispheres, each turned about its own middle, as close as possible.
CortexLayout layout_of(const std::array<SurfaceReach, 2>& reaches, const CortexCamera& camera);

/// The same two as they lie in the head, seen by one camera, which is lh's: lh's medial side is
/// behind rh. Forms that lie in each other, as inflated ones do in their files, are moved apart
/// until they touch. Of one hemisphere alone as layout_of.
CortexLayout together_layout_of(const std::array<SurfaceReach, 2>& reaches,
                                const CortexCamera& camera);

/// Of hemispheres as they lie in the head, the one that is seen on a side of the image: the nearer
/// one where they lie behind each other.
/// @param x  from the middle between the hemispheres
Hemisphere together_side_of(float x, const CortexCamera& camera);

/// Two flatmaps (oriented_flatmap), as close as their outlines allow, the middles of their foci at
/// the same height.
///
/// @param focus  vertices of each that a zoom of 1 shows; all if both are empty, or if all need
///               little more room
CortexLayout flat_layout_of(const Surface& lh_flat, const Surface& rh_flat,
                            const std::array<std::vector<int>, 2>& focus);

/// The mapping between the image plane and its pixels.
struct PictureFrame {
  Eigen::Vector2f centre_mm = {0, 0};  ///< drawn at the image's centre
  float mm_a_pixel = 1;
  int width = 1;   ///< pixels
  int height = 1;  ///< pixels

  /// @param x, y  pixels from the image's top left corner, y down
  Eigen::Vector2f to_mm(double x, double y) const;
  Eigen::Vector2d to_pixels(const Eigen::Vector2f& in_mm) const;
};

/// The same direction, moved and zoomed so that the image is centred on an extent of its plane and
/// exactly that high.
CortexCamera camera_framing(const CortexLayout& layout, CortexCamera camera, const Extent& extent,
                            int width, int height);

PictureFrame frame_of(const CortexLayout& layout, const CortexCamera& camera, int width,
                      int height);

}  // namespace cortiscope
