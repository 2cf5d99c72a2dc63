#include "core/metrics/evidence.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"

namespace cortiscope {
namespace {

// By SciPy: tests/peers/evidence_numbers.py.
TEST(Evidence, AgreesWithSciPy) {
  const std::vector<float> q =
      evidence_of({0.9F, 0.5F, 0.35F, 0.3F, 0.2F, 0.1F, 0, -0.2F, -0.9F}, 30);
  const std::vector<double> expected = {5.92472732e-11, 1.10248507e-02, 8.69326251e-02,
                                        1.20651691e-01, 2.60373174e-01, 4.49286016e-01,
                                        6.42857143e-01, 9.62266765e-01, 1.0};
  ASSERT_EQ(q.size(), expected.size());
  for (std::size_t i = 0; i < q.size(); ++i) EXPECT_NEAR(q[i] / expected[i], 1, 2e-5) << i;
  const std::vector<float> many = evidence_of({0.05F, 0.1F, 0.3F}, 1000);
  EXPECT_NEAR(many[0], 5.70362978e-02, 1e-6);
  EXPECT_NEAR(many[1], 1.15808708e-03, 1e-7);
  EXPECT_LT(many[2], 1e-20F);
}

TEST(Evidence, LeavesOutWhatDoesNotVary) {
  const float unknown = std::numeric_limits<float>::quiet_NaN();
  const std::vector<float> q = evidence_of({unknown, 0.5F, unknown}, 30);
  EXPECT_TRUE(std::isnan(q[0]) && std::isnan(q[2]));
  EXPECT_EQ(q[1], evidence_of({0.5F}, 30)[0]);
  for (const float none : evidence_of({0.5F, 0.9F}, 2)) EXPECT_TRUE(std::isnan(none));
  EXPECT_TRUE(evidence_of({}, 30).empty());
}

TEST(Evidence, NeedsAScoreAboveZero) {
  const float unknown = std::numeric_limits<float>::quiet_NaN();
  EXPECT_TRUE(has_evidence(0.01F, 0.1F));
  EXPECT_TRUE(has_evidence(0.05F, 0.1F));
  EXPECT_FALSE(has_evidence(0.06F, 0.1F));
  EXPECT_FALSE(has_evidence(0.01F, -0.1F));
  EXPECT_FALSE(has_evidence(unknown, 0.1F));
  EXPECT_FALSE(has_evidence(0.01F, unknown));
}

// Where nothing is predicted, at least nine of ten subjects show no vertex at all.
TEST(Evidence, FindsNothingInNoise) {
  constexpr int kSubjects = 200, kVertices = 400, kImages = 60;
  int clean = 0;
  for (int subject = 0; subject < kSubjects; ++subject) {
    Random random(std::uint64_t(subject), 1);
    std::vector<float> correlation(kVertices);
    for (float& r : correlation) {
      double xx = 0, yy = 0, xy = 0;
      std::vector<double> x(kImages), y(kImages);
      double mean_x = 0, mean_y = 0;
      for (int i = 0; i < kImages; ++i) {
        mean_x += x[std::size_t(i)] = random.normal();
        mean_y += y[std::size_t(i)] = random.normal();
      }
      for (int i = 0; i < kImages; ++i) {
        const double dx = x[std::size_t(i)] - mean_x / kImages;
        const double dy = y[std::size_t(i)] - mean_y / kImages;
        xx += dx * dx;
        yy += dy * dy;
        xy += dx * dy;
      }
      r = float(xy / std::sqrt(xx * yy));
    }
    bool is_clean = true;
    for (const float q : evidence_of(correlation, kImages)) {
      is_clean = is_clean && !(q <= kEvidenceRate);
    }
    clean += is_clean;
  }
  EXPECT_GE(clean, kSubjects * 90 / 100);
}

}  // namespace
}  // namespace cortiscope
