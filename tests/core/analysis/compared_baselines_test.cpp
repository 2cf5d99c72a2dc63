#include "core/analysis/compared_baselines.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/analysis/made_fit.h"

namespace cortiscope {
namespace {

/// Of three vertices: the first reads layer 3, the second layer 2, the third nothing.
Baselines made_baselines() {
  Baselines made;
  made.fwrf.layer = {2, 1, -1};
  made.fwrf.score.r2 = {0.4F, 0.2F, NAN};
  made.fwrf.score.evidence = {0.01F, 0.5F, 1};
  made.fwrf_token = {1, 4, -1};  // upper right of 2 x 2, the whole image, none
  made.pca_ridge = made.fwrf;
  made.pca_ridge.layer = {0, 1, 2};
  made.pca_ridge.score.evidence = {0.01F, 0.01F, 0.01F};
  made.pca_ridge.score.r2 = {0.4F, 0.2F, 0.1F};
  return made;
}

std::vector<ComparedFit> made_rows() {
  const MadeFit made;
  ComparedSubjects subjects;
  const ComparedFit fit = compared_fit(made.maps(), 100, 20, "made.fit.h5", subjects);
  return compared_baselines(fit, made_baselines(), 2, 2);
}

TEST(ComparedBaselines, AreNamedAfterTheirNetwork) {
  const std::vector<ComparedFit> rows = made_rows();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].network, "net, fwRF");
  EXPECT_EQ(rows[1].network, "net, PCA ridge");
  EXPECT_EQ(rows[0].file, "made.fit.h5");
  EXPECT_EQ(rows[0].training_images, 100);
  EXPECT_EQ(rows[0].test_images, 20);
  EXPECT_EQ(rows[0].layers, 3);
}

TEST(ComparedBaselines, HaveTheDepthOfTheBestLayer) {
  const std::vector<ComparedFit> rows = made_rows();
  EXPECT_EQ(rows[0].depth[0], 1);
  EXPECT_EQ(rows[0].depth[1], 0.5F);
  EXPECT_TRUE(std::isnan(rows[0].depth[2]));
  EXPECT_EQ(rows[1].depth, (std::vector<float>{0, 0.5F, 1}));
}

TEST(ComparedBaselines, HaveEvidenceOfTheirOwn) {
  const std::vector<ComparedFit> rows = made_rows();
  EXPECT_EQ(rows[0].has_evidence, (std::vector<bool>{true, false, false}));
  EXPECT_EQ(rows[1].has_evidence, (std::vector<bool>{true, true, true}));
}

TEST(ComparedBaselines, KnowAPlaceWhereTheyReadOneToken) {
  const std::vector<ComparedFit> rows = made_rows();
  EXPECT_EQ(rows[0].space.row(0)[0], 0.5F);
  EXPECT_EQ(rows[0].space.row(0)[1], -0.5F);
  EXPECT_FLOAT_EQ(rows[0].eccentricity[0], std::sqrt(0.5F));
  EXPECT_TRUE(std::isnan(rows[0].eccentricity[1])) << "the whole image";
  EXPECT_TRUE(std::isnan(rows[1].eccentricity[0]));
  EXPECT_TRUE(std::isnan(rows[1].confidence[0]));
}

}  // namespace
}  // namespace cortiscope
