#pragma once

#include <Eigen/Core>

#include "core/data/cortex.h"
#include "render/camera.h"

namespace cortiscope {

/// The viewpoint of both hemispheres of a cortex, as plain numbers: independent of the cortex and
/// the image size, so that views can share it and a session can store it.
///
/// Each hemisphere turns about its own centre, rh in lh's mirror image: both show the same side.
struct CortexCamera {
  Eigen::Vector3f toward_eye = {-1, 0, 0};  ///< unit length, in lh's frame
  Eigen::Vector3f up = {0, 0, 1};           ///< unit length, across toward_eye
  float zoom = 1;                           ///< 1: the whole cortex, or its focus, just fits
  Eigen::Vector2f shift = {0, 0};  ///< of the image's centre from the centre of the fitted extent:
                                   ///< right and up, in image heights at zoom 1

  friend bool operator==(const CortexCamera& a, const CortexCamera& b) {
    return a.toward_eye == b.toward_eye && a.up == b.up && a.zoom == b.zoom && a.shift == b.shift;
  }
  friend bool operator!=(const CortexCamera& a, const CortexCamera& b) { return !(a == b); }
};

/// The whole cortex from a side.
CortexCamera cortex_camera_from(Side side);

/// The step of a movement, in image heights: right and down positive, as for pointers.
using PictureStep = Eigen::Vector2f;

/// Turned as if the surface's front were dragged by this step; the image's height is half a turn at
/// zoom 1, and less at higher zoom.
/// @param grabbed  the hemisphere that follows the pointer; the other moves in its mirror image
CortexCamera turned(const CortexCamera& camera, PictureStep step, Hemisphere grabbed);

/// The image moved by this step, limited so that the cortex stays visible.
CortexCamera panned(const CortexCamera& camera, PictureStep step);

/// Larger by `factor`, around a fixed point.
///
/// @param around  from the image's centre
/// @param factor  positive; zoom stays within 0.5..100
CortexCamera zoomed(const CortexCamera& camera, float factor, PictureStep around);

}  // namespace cortiscope
