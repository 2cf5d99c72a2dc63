#include "core/simulate/retinotopy.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace cortiscope {
namespace {

constexpr float kQuarter = 3.14159265F / 2;

/// The areas met on the way from V1's middle straight dorsal (or ventral), 40 mm along.
std::vector<RetinotopicArea> areas_met(float direction) {
  std::vector<RetinotopicArea> met;
  for (float y = 0; y < 55; y += 0.1F) {
    const RetinotopicArea area = retinotopic_place({30, direction * y}).area;
    if (met.empty() || met.back() != area) met.push_back(area);
  }
  return met;
}

TEST(Retinotopy, AreasFollowEachOtherFromTheCalcarine) {
  using A = RetinotopicArea;
  EXPECT_EQ(areas_met(1), (std::vector<A>{A::kV1, A::kV2, A::kV3, A::kV3A}));
  EXPECT_EQ(areas_met(-1), (std::vector<A>{A::kV1, A::kV2, A::kV3, A::kHV4}));
}

TEST(Retinotopy, V1IsUndoneByItsInverse) {
  for (const float eccentricity : {0.2F, 1.0F, 4.0F, 7.5F}) {
    for (const float angle : {-1.5F, -0.5F, 0.0F, 0.7F, 1.5F}) {
      const RetinotopicPlace seen = retinotopic_place(place_in_v1_mm(eccentricity, angle));
      EXPECT_EQ(seen.area, RetinotopicArea::kV1);
      EXPECT_NEAR(seen.eccentricity_deg, eccentricity, 1e-3F * eccentricity + 1e-4F);
      EXPECT_NEAR(seen.angle_rad, angle, 1e-3F);
    }
  }
}

TEST(Retinotopy, TheFoveaIsAtTheOriginAndThePeripheryAnterior) {
  EXPECT_NEAR(retinotopic_place({0, 0}).eccentricity_deg, 0, 1e-4F);
  EXPECT_LT(retinotopic_place({10, 0}).eccentricity_deg,
            retinotopic_place({20, 0}).eccentricity_deg);
}

TEST(Retinotopy, PolarAngleTurnsBackAtEachBorder) {
  // V1 ends at the vertical meridian, V2 goes back to the horizontal one, V3 out again.
  float at_v1_end = 0, at_v2_end = 1, at_v3_end = 0;
  for (float y = 0; y < 55; y += 0.05F) {
    const RetinotopicPlace seen = retinotopic_place({30, y});
    if (seen.area == RetinotopicArea::kV1) at_v1_end = seen.angle_rad;
    if (seen.area == RetinotopicArea::kV2) at_v2_end = seen.angle_rad;
    if (seen.area == RetinotopicArea::kV3) at_v3_end = seen.angle_rad;
  }
  EXPECT_NEAR(at_v1_end, kQuarter, 0.02);
  EXPECT_NEAR(at_v2_end, 0, 0.02);
  EXPECT_NEAR(at_v3_end, kQuarter, 0.02);
}

TEST(Retinotopy, V2IsAtMostTwelveMillimetresWide) {
  // Across V2 along isoeccentric lines: the shortest way from V1's border to V3's.
  float widest = 0;
  for (float x = 0; x < 45; x += 1) {
    for (const float direction : {-1.0F, 1.0F}) {
      float first = 0, last = 0;
      for (float y = 0; y < 60; y += 0.1F) {
        if (retinotopic_place({x, direction * y}).area != RetinotopicArea::kV2) continue;
        if (first == 0) first = y;
        last = y;
      }
      widest = std::max(widest, last - first);
    }
  }
  EXPECT_LE(widest, 12);
  EXPECT_GT(widest, 8);
}

TEST(Retinotopy, NothingIsSeenBeyondTheModel) {
  EXPECT_EQ(retinotopic_place({30, 130}).area, RetinotopicArea::kBeyond);
  EXPECT_EQ(retinotopic_place({95, 0}).area, RetinotopicArea::kBeyond);
  EXPECT_EQ(retinotopic_place({-60, 0}).area, RetinotopicArea::kBeyond);
}

}  // namespace
}  // namespace cortiscope
