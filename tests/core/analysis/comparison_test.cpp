#include "core/analysis/comparison.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/analysis/spiral.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

/// A fit of 11 layers whose depth over the three areas is a line, plus the same noise for all.
ComparedFit fit_of(std::shared_ptr<const ComparedSubject> subject, float first, float step) {
  ComparedFit fit;
  fit.network = "network";
  fit.layers = 11;
  fit.is_tested = true;
  for (int i = 0; i < kSpiralPoints; ++i) {
    const float x = subject->positions.row(i)[0];
    const int stage = int(x > -10) + int(x > 10);
    fit.depth.push_back(first + step * float(stage) + 0.05F * spiral_values()[std::size_t(i)]);
  }
  fit.confidence.assign(kSpiralPoints, 0.75F);
  fit.scale.assign(kSpiralPoints, 0.25F);
  fit.eccentricity.assign(kSpiralPoints, 0.5F);
  fit.r2.assign(kSpiralPoints, 0.3F);
  fit.has_evidence.assign(kSpiralPoints, true);
  fit.subject = std::move(subject);
  return fit;
}

ComparisonOptions three_stages() {
  ComparisonOptions options;
  options.order = parse_roi_order("V1,V2,V3", "roi-order");
  options.routes = {parse_route("short:V1,V3", "route")};
  return options;
}

TEST(Compare, PairsFitsOverTheSameVertices) {
  const auto subject = std::make_shared<const ComparedSubject>(spiral_subject());
  const Comparison comparison = compare(
      {fit_of(subject, 0.1F, 0.3F), fit_of(subject, 0.1F, 0.2F), fit_of(subject, 0.1F, 0.3F)},
      three_stages());
  ASSERT_EQ(comparison.differences.size(), 3U);
  const FitDifference& pair = comparison.differences[0];
  EXPECT_EQ(pair.first, 0U);
  EXPECT_EQ(pair.second, 1U);
  EXPECT_NEAR(pair.slope.value, 0.2, 1e-5);
  EXPECT_NEAR(pair.slope.low, 0.2, 1e-4) << "what both share is no uncertainty of the difference";
  EXPECT_NEAR(pair.b1.value, 0.2, 1e-5);
  EXPECT_TRUE(pair.is_told_apart);
  EXPECT_FALSE(comparison.differences[1].is_told_apart) << "fits 0 and 2 are equal";
  EXPECT_EQ(comparison.rows[0].alike, std::vector<std::size_t>{2});
  EXPECT_TRUE(comparison.rows[1].alike.empty());
  const Estimate& own = comparison.rows[0].common[kBothSides].slope;
  EXPECT_GT(own.high - own.low, 0.02);
}

TEST(Compare, AveragesWhatDiffersFromVertexToVertex) {
  const auto subject = std::make_shared<const ComparedSubject>(spiral_subject());
  std::vector<ComparedFit> fits = {fit_of(subject, 0.1F, 0.3F), fit_of(subject, 0.1F, 0.3F)};
  for (ComparedFit& fit : fits) fit.space = Array<float>(Shape{kSpiralPoints, 2}, 0.0F);
  fits[0].depth[0] += 0.3F;  // one up, one down: 0.5 over 50 vertices
  fits[0].depth[1] -= 0.2F;
  fits[0].space.row(2)[0] = 0.3F;
  fits[0].space.row(2)[1] = -0.4F;
  fits[1].confidence.assign(kSpiralPoints, 0.5F);
  fits[1].r2.assign(kSpiralPoints, 0.4F);
  fits[1].r2[3] = NAN;
  for (std::size_t i = 50; i < 60; ++i) {
    fits[1].has_evidence[i] = false;
    fits[1].depth[i] = 0.9F;
  }
  const FitDifference pair = compare(fits, three_stages()).differences.at(0);
  EXPECT_NEAR(pair.depth_change, 0.01, 1e-6);
  EXPECT_NEAR(pair.displacement, 0.01, 1e-6);
  EXPECT_NEAR(pair.confidence, 0.25, 1e-6);
  EXPECT_NEAR(pair.r2, -0.1, 1e-6);
  fits[0].space = {};
  EXPECT_TRUE(std::isnan(compare(fits, three_stages()).differences.at(0).displacement));
}

TEST(Compare, UsesVerticesWithEvidenceInEveryFit) {
  const auto subject = std::make_shared<const ComparedSubject>(spiral_subject());
  std::vector<ComparedFit> fits = {fit_of(subject, 0.1F, 0.3F), fit_of(subject, 0.1F, 0.2F)};
  for (int i = 0; i < 10; ++i) fits[0].has_evidence[std::size_t(i)] = false;
  for (int i = 5; i < 20; ++i) fits[1].has_evidence[std::size_t(i)] = false;
  const Comparison shared = compare(fits, three_stages());
  EXPECT_EQ(shared.rows[0].vertices, 40);
  EXPECT_EQ(shared.rows[1].vertices, 40);
  EXPECT_DOUBLE_EQ(*shared.rows[0].evidence_share, 50 / 60.0);
  ComparisonOptions own = three_stages();
  own.uses_own_evidence = true;
  EXPECT_EQ(compare(fits, own).rows[0].vertices, 50);
  EXPECT_EQ(compare(fits, own).rows[1].vertices, 45);
  fits[1].is_tested = false;
  EXPECT_FALSE(compare(fits, own).rows[1].evidence_share);
}

TEST(Compare, LeavesOutAFitWithoutEvidenceInsteadOfSharingNothing) {
  const auto subject = std::make_shared<const ComparedSubject>(spiral_subject());
  std::vector<ComparedFit> fits = {fit_of(subject, 0.1F, 0.3F), fit_of(subject, 0.5F, 0),
                                   fit_of(subject, 0.1F, 0.2F)};
  const Comparison without = compare({fits[0], fits[2]}, three_stages());
  fits[1].has_evidence.assign(kSpiralPoints, false);
  for (std::size_t i = 0; i < 6; ++i) fits[1].has_evidence[i] = true;  // a tenth, perhaps by chance
  Comparison comparison = compare(fits, three_stages());
  EXPECT_FALSE(comparison.rows[0].is_left_out || comparison.rows[2].is_left_out);
  EXPECT_EQ(comparison.rows[0].vertices, kSpiralPoints);
  EXPECT_DOUBLE_EQ(comparison.rows[2].common[kBothSides].slope.low,
                   without.rows[1].common[kBothSides].slope.low);
  ASSERT_EQ(comparison.differences.size(), 1U) << "with the fit left out there is none";
  EXPECT_EQ(comparison.differences[0].second, 2U);
  const FitRow& left_out = comparison.rows[1];
  EXPECT_TRUE(left_out.is_left_out);
  EXPECT_EQ(left_out.vertices, 0);
  EXPECT_TRUE(std::isnan(left_out.common[kBothSides].slope.value));
  EXPECT_DOUBLE_EQ(*left_out.evidence_share, 0.1);

  fits[1].has_evidence[6] = true;
  comparison = compare(fits, three_stages());
  EXPECT_FALSE(comparison.rows[1].is_left_out);
  EXPECT_EQ(comparison.rows[0].vertices, 7);
  fits[1].is_tested = false;  // so that every vertex counts
  fits[1].has_evidence.assign(kSpiralPoints, true);
  EXPECT_FALSE(compare(fits, three_stages()).rows[1].is_left_out);
}

TEST(Compare, KeepsSubjectsApart) {
  const auto one = std::make_shared<const ComparedSubject>(spiral_subject());
  const auto other = std::make_shared<const ComparedSubject>(spiral_subject());
  std::vector<ComparedFit> fits = {fit_of(one, 0.1F, 0.3F), fit_of(other, 0.1F, 0.2F)};
  fits[1].has_evidence.assign(kSpiralPoints, false);
  const Comparison comparison = compare(fits, three_stages());
  EXPECT_TRUE(comparison.differences.empty());
  EXPECT_EQ(comparison.rows[0].vertices, kSpiralPoints);
  EXPECT_EQ(comparison.rows[1].vertices, 0);
  EXPECT_TRUE(std::isnan(comparison.rows[1].common[kBothSides].slope.value));
}

TEST(Compare, AveragesEachRoi) {
  ComparedSubject subject = spiral_subject();
  subject.rois.push_back({"other", {{{3, 4}, {}}}});
  subject.noise_ceiling.assign(kSpiralPoints, 0.6F);
  const auto shared = std::make_shared<const ComparedSubject>(subject);
  std::vector<ComparedFit> fits = {fit_of(shared, 0.1F, 0.3F)};
  fits[0].depth[3] = 0.2F;
  fits[0].depth[4] = 0.4F;
  fits[0].r2[3] = 0.1F;
  const Comparison comparison = compare(fits, three_stages());
  const std::vector<RoiMeans>& rois = comparison.rows[0].rois;
  ASSERT_EQ(rois.size(), 8U) << "four ROIs, both hemispheres and lh; none has vertices in rh";
  EXPECT_EQ(rois[0].roi, "V1");
  EXPECT_EQ(rois[0].side, kBothSides);
  EXPECT_EQ(rois[1].side, kLeftSide);
  const RoiMeans& other = rois[6];
  EXPECT_EQ(other.roi, "other");
  EXPECT_EQ(other.vertices, 2);
  EXPECT_NEAR(other.depth, 0.3, 1e-6);
  EXPECT_NEAR(fits[0].expected_layer(other.depth), 4, 1e-5);
  EXPECT_NEAR(other.r2, 0.2, 1e-6);
  EXPECT_FLOAT_EQ(float(other.noise_ceiling), 0.6F);
  EXPECT_FLOAT_EQ(float(other.confidence), 0.75F);
  EXPECT_FLOAT_EQ(float(other.scale), 0.25F);
  EXPECT_FLOAT_EQ(float(other.eccentricity), 0.5F);
  EXPECT_TRUE(other.has_evidence.value_or(false));

  fits[0].has_evidence[3] = false;  // half of it: the scores keep it, the selectors do not
  const RoiMeans half = compare(fits, three_stages()).rows[0].rois[6];
  EXPECT_EQ(half.vertices, 1);
  EXPECT_EQ(half.all_vertices, 2);
  EXPECT_NEAR(half.depth, 0.4, 1e-6);
  EXPECT_NEAR(half.r2, 0.2, 1e-6);
  EXPECT_TRUE(half.has_evidence.value_or(false));
  fits[0].has_evidence[4] = false;
  EXPECT_FALSE(compare(fits, three_stages()).rows[0].rois[6].has_evidence.value_or(true));
  fits[0].is_tested = false;
  EXPECT_FALSE(compare(fits, three_stages()).rows[0].rois[6].has_evidence.has_value());
}

TEST(Compare, LeavesOutVerticesOfALowCeiling) {
  ComparedSubject subject = spiral_subject();
  ComparisonOptions options = three_stages();
  options.least_ceiling = 0.2;
  EXPECT_EQ(error_of([&] {
              compare({fit_of(std::make_shared<const ComparedSubject>(subject), 0, 0.1F)}, options);
            }),
            "min-ceiling: the subject \"spiral\" has no noise ceiling (leave the option out)");
  subject.noise_ceiling.assign(kSpiralPoints, 0.6F);
  for (std::size_t i = 0; i < 15; ++i) subject.noise_ceiling[i] = i < 10 ? 0.1F : NAN;
  const auto shared = std::make_shared<const ComparedSubject>(subject);
  const Comparison comparison = compare({fit_of(shared, 0.1F, 0.3F)}, options);
  EXPECT_EQ(comparison.rows[0].vertices, 45);
  int counted = 0;
  for (const StageMean& stage : comparison.rows[0].common[kBothSides].stages) {
    counted += stage.all_vertices;
  }
  EXPECT_EQ(counted, 45);
}

TEST(Compare, RanksDepthAlongTheCortex) {
  ComparedSubject subject = spiral_subject();
  for (int i = 0; i < kSpiralPoints; ++i) {
    subject.v1_distance_mm.push_back(i == 7 ? NAN : float(i));
  }
  ComparedFit fit = fit_of(std::make_shared<const ComparedSubject>(subject), 0, 0);
  for (int i = 0; i < kSpiralPoints; ++i) fit.depth[std::size_t(i)] = float(i * i);
  fit.depth[7] = 1e6F;
  const Comparison comparison = compare({fit}, three_stages());
  EXPECT_DOUBLE_EQ(comparison.rows[0].v1_distance_spearman[kBothSides], 1);
  EXPECT_DOUBLE_EQ(comparison.rows[0].v1_distance_spearman[kLeftSide], 1);
  EXPECT_TRUE(std::isnan(comparison.rows[0].v1_distance_spearman[kRightSide]));
}

TEST(Compare, GivesEachRoute) {
  const auto subject = std::make_shared<const ComparedSubject>(spiral_subject());
  const Comparison comparison = compare({fit_of(subject, 0.1F, 0.3F)}, three_stages());
  ASSERT_EQ(comparison.rows[0].routes.size(), 1U);
  EXPECT_EQ(comparison.rows[0].routes[0].name, "short");
  EXPECT_EQ(comparison.rows[0].routes[0].alignment.stages.size(), 2U);
  EXPECT_NEAR(comparison.rows[0].routes[0].alignment.slope.value, 0.6, 0.06);
}

TEST(Compare, RefusesAreasThatNobodyHas) {
  const auto subject = std::make_shared<const ComparedSubject>(spiral_subject());
  const std::vector<ComparedFit> fits = {fit_of(subject, 0.1F, 0.3F)};
  require_areas(parse_roi_order("V1,V2+V3", "roi-order"), fits, "roi-order");
  EXPECT_EQ(
      error_of([&] { require_areas(parse_roi_order("V1,FAA", "roi-order"), fits, "roi-order"); }),
      "roi-order: no subject of these fits has the area \"FAA\" (the ROIs of spiral are V1, "
      "V2, V3)");
}

}  // namespace
}  // namespace cortiscope
