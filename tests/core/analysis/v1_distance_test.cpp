#include "core/analysis/v1_distance.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cortiscope {
namespace {

/// A strip of triangles: vertices 0, 2, 4, ... at y = 0 and 1, 3, 5, ... at y = 4, x growing by 3.
Surface strip(int pairs) {
  Surface surface;
  for (int i = 0; i < pairs; ++i) {
    surface.vertices.emplace_back(3.0F * float(i), 0.0F, 0.0F);
    surface.vertices.emplace_back(3.0F * float(i), 4.0F, 0.0F);
  }
  for (int i = 0; i + 1 < pairs; ++i) {
    surface.triangles.emplace_back(2 * i, 2 * i + 2, 2 * i + 1);
    surface.triangles.emplace_back(2 * i + 1, 2 * i + 2, 2 * i + 3);
  }
  return surface;
}

Subject strip_subject() {
  Subject subject;
  HemisphereCortex& lh = subject.cortex[kLh];
  lh.surfaces[SurfaceKind::kWhite] = strip(5);
  lh.surfaces[SurfaceKind::kSphere] = strip(5);
  for (Eigen::Vector3f& vertex : lh.surfaces[SurfaceKind::kSphere].vertices) vertex *= 7;
  lh.regions = {{"lh.V1v", {0}}, {"V1d", {1}}, {"V2", {2}}};
  subject.vertices[kLh] = {0, 1, 4, 5, 8};
  return subject;
}

TEST(V1Distance, FollowsTheEdgesOfWhite) {
  EXPECT_EQ(distance_from_v1(strip_subject()), (std::vector<float>{0, 0, 6, 6, 12}));
}

TEST(V1Distance, TakesTheDiagonalWhereItIsShorter) {
  Subject subject = strip_subject();
  subject.cortex[kLh].regions = {{"V1", {1}}};  // the edge from 1 to 2 is 5 long
  EXPECT_EQ(distance_from_v1(subject), (std::vector<float>{4, 0, 8, 6, 14}));
}

TEST(V1Distance, IsUnknownWhereV1IsNotReached) {
  Subject subject = strip_subject();
  Surface& white = subject.cortex[kLh].surfaces[SurfaceKind::kWhite];
  white.triangles.resize(4);  // vertices 6 to 9 belong to none
  subject.cortex[kRh].surfaces[SurfaceKind::kWhite] = strip(5);
  subject.vertices[kRh] = {0};
  const std::vector<float> distance = distance_from_v1(subject);
  ASSERT_EQ(distance.size(), 6U);
  EXPECT_EQ(distance[3], 6);
  EXPECT_TRUE(std::isnan(distance[4]));
  EXPECT_TRUE(std::isnan(distance[5])) << "the right hemisphere has no V1";
}

TEST(V1Distance, IsAbsentWithoutV1) {
  Subject subject = strip_subject();
  subject.cortex[kLh].regions = {{"V2", {0}}};
  EXPECT_TRUE(distance_from_v1(subject).empty());
  subject.cortex[kLh].regions.clear();
  subject.cortex[kLh].parcels = {{"L_V1_ROI", {0, 1}}};
  EXPECT_EQ(distance_from_v1(subject).size(), 5U) << "without ROIs, by the atlas";
}

}  // namespace
}  // namespace cortiscope
