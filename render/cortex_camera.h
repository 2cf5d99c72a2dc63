#pragma once

#include <Eigen/Core>

#include "core/data/cortex.h"
#include "render/camera.h"

namespace cortiscope {

/// From where both hemispheres of a cortex are looked at together, as plain numbers: the same for
/// every cortex and every size of picture, so that views can share it and a session can keep it.
///
/// Each hemisphere turns about its own centre, rh in lh's mirror image: both show the same side.
struct CortexCamera {
  Eigen::Vector3f toward_eye = {-1, 0, 0};  ///< unit length, in lh's frame
  Eigen::Vector3f up = {0, 0, 1};           ///< unit length, across toward_eye
  float zoom = 1;                           ///< 1: the whole cortex, or its focus, just fits
  Eigen::Vector2f shift = {0, 0};  ///< of the picture's centre from that of what fits: right and
                                   ///< up, in heights of the picture at zoom 1

  friend bool operator==(const CortexCamera& a, const CortexCamera& b) {
    return a.toward_eye == b.toward_eye && a.up == b.up && a.zoom == b.zoom && a.shift == b.shift;
  }
  friend bool operator!=(const CortexCamera& a, const CortexCamera& b) { return !(a == b); }
};

/// The whole cortex from a side.
CortexCamera cortex_camera_from(Side side);

/// How far to go, in heights of the picture: right and down positive, as pointers move.
using PictureStep = Eigen::Vector2f;

/// Turned as if the surface's front were dragged by this step; a picture's height is half a turn
/// at zoom 1, and less the closer it is.
/// @param grabbed  the hemisphere that follows the pointer; the other moves in its mirror image
CortexCamera turned(const CortexCamera& camera, PictureStep step, Hemisphere grabbed);

/// The picture moved by this step; never so far that the cortex is lost from sight.
CortexCamera panned(const CortexCamera& camera, PictureStep step);

/// Larger by `factor`, around a place that stays where it is.
///
/// @param around  from the picture's centre
/// @param factor  positive; zoom stays within 0.5..100
CortexCamera zoomed(const CortexCamera& camera, float factor, PictureStep around);

}  // namespace cortiscope
