#include "render/cortex_camera.h"

#include <Eigen/Geometry>
#include <algorithm>
#include <cmath>

namespace cortiscope {
namespace {

constexpr float kHalfTurn = 3.14159265F;
constexpr float kLeastZoom = 0.5F;
constexpr float kMostZoom = 100;
constexpr float kMostShift = 1.5F;  // several cortices beside one another may be wider than high

Eigen::Vector2f upward(PictureStep step) { return {step.x(), -step.y()}; }

Eigen::Vector2f kept_in_sight(const Eigen::Vector2f& shift) {
  return shift.cwiseMax(-kMostShift).cwiseMin(kMostShift);
}

}  // namespace

CortexCamera cortex_camera_from(Side side) {
  const Camera lh = camera_from(side, kLh);
  CortexCamera camera;
  camera.toward_eye = lh.toward_eye;
  camera.up = lh.up;
  return camera;
}

CortexCamera turned(const CortexCamera& camera, PictureStep step, Hemisphere grabbed) {
  const float angle = kHalfTurn / std::max(1.0F, camera.zoom);
  const float across = (grabbed == kLh ? step.x() : -step.x()) * angle;
  const float down = step.y() * angle;
  Eigen::Vector3f eye = camera.toward_eye, up = camera.up;
  eye = Eigen::AngleAxisf(-across, up) * eye;
  const Eigen::Vector3f right = up.cross(eye).normalized();
  eye = (Eigen::AngleAxisf(-down, right) * eye).normalized();
  CortexCamera result = camera;
  result.toward_eye = eye;
  result.up = eye.cross(right).normalized();
  return result;
}

CortexCamera panned(const CortexCamera& camera, PictureStep step) {
  CortexCamera result = camera;
  result.shift = kept_in_sight(camera.shift - upward(step) / camera.zoom);
  return result;
}

CortexCamera zoomed(const CortexCamera& camera, float factor, PictureStep around) {
  CortexCamera result = camera;
  result.zoom = std::clamp(camera.zoom * factor, kLeastZoom, kMostZoom);
  const Eigen::Vector2f from_centre = upward(around);
  result.shift =
      kept_in_sight(camera.shift + from_centre / camera.zoom - from_centre / result.zoom);
  return result;
}

}  // namespace cortiscope
