#include "render/cortex_camera.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

TEST(CortexCamera, LooksFromTheSideNamedAtTheWholeCortex) {
  const CortexCamera camera = cortex_camera_from(Side::kMedial);
  EXPECT_EQ(camera.toward_eye, Eigen::Vector3f(1, 0, 0));
  EXPECT_EQ(camera.up, Eigen::Vector3f(0, 0, 1));
  EXPECT_EQ(camera.zoom, 1);
  EXPECT_EQ(camera.shift, Eigen::Vector2f(0, 0));
}

TEST(CortexCamera, TurnsTheFrontAfterThePointer) {
  // From behind, left is left: dragged right by a quarter turn, the left side comes to the front.
  const CortexCamera from_behind = cortex_camera_from(Side::kPosterior);
  const CortexCamera right = turned(from_behind, {0.5F, 0}, kLh);
  EXPECT_TRUE(right.toward_eye.isApprox(Eigen::Vector3f(-1, 0, 0), 1e-5F));
  EXPECT_TRUE(right.up.isApprox(Eigen::Vector3f(0, 0, 1), 1e-5F));
  // Dragged down, the top comes to the front.
  const CortexCamera down = turned(from_behind, {0, 0.5F}, kLh);
  EXPECT_TRUE(down.toward_eye.isApprox(Eigen::Vector3f(0, 0, 1), 1e-5F));
  EXPECT_TRUE(down.up.isApprox(Eigen::Vector3f(0, 1, 0), 1e-5F));
}

TEST(CortexCamera, TurnsTheOtherWayWhereTheRightHemisphereIsGrabbed) {
  const CortexCamera start = cortex_camera_from(Side::kPosterior);
  const CortexCamera by_rh = turned(start, {0.1F, 0.2F}, kRh);
  EXPECT_TRUE(by_rh.toward_eye.isApprox(turned(start, {-0.1F, 0.2F}, kLh).toward_eye, 1e-5F));
}

TEST(CortexCamera, StaysUprightAndOfUnitLengthOverManySmallTurns) {
  CortexCamera camera = cortex_camera_from(Side::kLateral);
  for (int i = 0; i < 10000; ++i) camera = turned(camera, {0.013F, 0.007F}, kLh);
  EXPECT_NEAR(camera.toward_eye.norm(), 1, 1e-5);
  EXPECT_NEAR(camera.up.norm(), 1, 1e-5);
  EXPECT_NEAR(camera.up.dot(camera.toward_eye), 0, 1e-5);
}

TEST(CortexCamera, KeepsTheZoomWithinReason) {
  CortexCamera camera;
  for (int i = 0; i < 100; ++i) camera = zoomed(camera, 1.2F, {0, 0});
  EXPECT_EQ(camera.zoom, 100);
  for (int i = 0; i < 100; ++i) camera = zoomed(camera, 0.5F, {0, 0});
  EXPECT_EQ(camera.zoom, 0.5F);
}

TEST(CortexCamera, NeverLosesTheCortexFromSight) {
  CortexCamera camera;
  for (int i = 0; i < 100; ++i) camera = panned(camera, {-1, 1});
  EXPECT_EQ(camera.shift, Eigen::Vector2f(1.5F, 1.5F));
}

}  // namespace
}  // namespace cortiscope
