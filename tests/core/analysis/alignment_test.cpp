#include "core/analysis/alignment.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/analysis/spiral.h"

namespace cortiscope {
namespace {

const RoiOrder kThree = parse_roi_order("V1,V2,V3", "roi-order");
const std::vector<bool> kAll(kSpiralPoints, true);

void expect_near(const Estimate& found, double value, double low, double high) {
  EXPECT_NEAR(found.value, value, 2e-6);
  EXPECT_NEAR(found.low, low, 2e-6 + 0.002 * (high - low));
  EXPECT_NEAR(found.high, high, 2e-6 + 0.002 * (high - low));
}

// By SciPy and NumPy: tests/peers/variogram_numbers.py.
TEST(Alignment, AgreesWithSciPy) {
  const Alignment line =
      OrderedStages(spiral_subject(), kThree, kAll, kAll).align(spiral_values())[kBothSides];
  expect_near(line.slope, 0.61384642, -0.33199846, 1.5596913);
  expect_near(line.b0, -0.25390141, -0.90693276, 0.39912994);
  expect_near(line.b1, 0.35994501, -0.28046907, 1.00035908);
  EXPECT_EQ(line.stages_used(), 3);
}

TEST(Alignment, GivesEachMeanAnInterval) {
  const RoiOrder two = parse_roi_order("V1,V3", "roi-order");
  const Alignment line =
      OrderedStages(spiral_subject(), two, kAll, kAll).align(spiral_values())[kBothSides];
  const StageMean &first = line.stages[0], &last = line.stages[1];
  expect_near(line.b0, first.mean, first.low, first.high);  // of two points, the line's ends
  expect_near(line.b1, last.mean, last.low, last.high);
  EXPECT_LT(first.low, first.mean);
}

/// A line over the stages: 0.1, 0.4, 0.7.
std::vector<float> planted_line(const ComparedSubject& subject) {
  std::vector<float> values(kSpiralPoints);
  for (std::size_t stage = 0; stage < 3; ++stage) {
    for (const int row : subject.rois[stage].rows[kLh]) {
      values[std::size_t(row)] = 0.1F + 0.3F * float(stage);
    }
  }
  return values;
}

TEST(Alignment, FindsThePlantedLine) {
  const ComparedSubject subject = spiral_subject();
  const Alignment line =
      OrderedStages(subject, kThree, kAll, kAll).align(planted_line(subject))[kBothSides];
  expect_near(line.slope, 0.6, 0.6, 0.6);
  expect_near(line.b0, 0.1, 0.1, 0.1);
  expect_near(line.b1, 0.7, 0.7, 0.7);
  EXPECT_DOUBLE_EQ(line.spearman, 1);
}

TEST(Alignment, LeavesOutStagesWithoutEvidence) {
  const ComparedSubject subject = spiral_subject();
  std::vector<bool> used = kAll;
  const std::vector<int>& last = subject.rois[2].rows[kLh];
  for (std::size_t i = 1; i < last.size(); ++i) used[std::size_t(last[i])] = false;
  std::vector<float> values = planted_line(subject);
  values[std::size_t(last.front())] = 99;
  const Alignment line = OrderedStages(subject, kThree, kAll, used).align(values)[kBothSides];
  EXPECT_NEAR(line.slope.value, 0.6, 1e-6);
  EXPECT_EQ(line.stages[2].state, StageMean::State::kTooLittleEvidence);
  EXPECT_EQ(line.stages[2].vertices, 1);
  EXPECT_EQ(line.stages[2].all_vertices, int(last.size()));
  EXPECT_TRUE(std::isnan(line.stages[2].mean));
  EXPECT_TRUE(std::isnan(line.spearman)) << "two stages have no ranks to speak of";
  EXPECT_EQ(line.stages_used(), 2);
}

TEST(Alignment, KeepsTheHeightsOfStagesThatAreAbsent) {
  const ComparedSubject subject = spiral_subject();
  const RoiOrder with_gap = parse_roi_order("V1,V2,MT,V3", "roi-order");
  std::vector<float> values = planted_line(subject);
  for (const int row : subject.rois[2].rows[kLh]) values[std::size_t(row)] = 1;
  const Alignment line = OrderedStages(subject, with_gap, kAll, kAll).align(values)[kBothSides];
  EXPECT_EQ(line.stages[2].state, StageMean::State::kAbsent);
  EXPECT_NEAR(line.slope.value, 0.9, 1e-6) << "0.1, 0.4, -, 1 at 0, 1/3, 2/3, 1";
}

TEST(Alignment, IsUnknownWithOneStage) {
  const RoiOrder order = parse_roi_order("V1,MT", "roi-order");
  const auto lines = OrderedStages(spiral_subject(), order, kAll, kAll).align(spiral_values());
  for (const AlignedSide side : kSides) {
    EXPECT_TRUE(std::isnan(lines[side].slope.value) && std::isnan(lines[side].slope.low));
    EXPECT_TRUE(std::isnan(lines[side].b0.value) && std::isnan(lines[side].b1.value));
  }
}

TEST(Alignment, IsOfEachHemisphere) {
  ComparedSubject subject = spiral_subject();  // the inner points become the right hemisphere
  for (ComparedSubject::Roi& roi : subject.rois) {
    const std::vector<int> rows = roi.rows[kLh];
    roi.rows = {};
    for (const int row : rows) roi.rows[row < 30 ? kRh : kLh].push_back(row);
  }
  std::vector<float> values = planted_line(subject);
  for (ComparedSubject::Roi& roi : subject.rois) {
    for (const int row : roi.rows[kRh]) values[std::size_t(row)] = 0.5;
  }
  const auto lines = OrderedStages(subject, kThree, kAll, kAll).align(values);
  EXPECT_NEAR(lines[kLeftSide].slope.value, 0.6, 1e-6);
  EXPECT_NEAR(lines[kRightSide].slope.value, 0, 1e-6);
  EXPECT_GT(lines[kBothSides].slope.value, 0.1);
  EXPECT_LT(lines[kBothSides].slope.value, 0.5);
}

TEST(Alignment, CountsAVertexOfTwoAreasOnce) {
  ComparedSubject subject = spiral_subject();
  subject.rois.push_back({"V1d", subject.rois[0].rows});
  const auto joined = OrderedStages(subject, kThree, kAll, kAll).align(spiral_values());
  const auto plain = OrderedStages(spiral_subject(), kThree, kAll, kAll).align(spiral_values());
  EXPECT_EQ(joined[kBothSides].stages[0].vertices, plain[kBothSides].stages[0].vertices);
  EXPECT_EQ(joined[kBothSides].slope.low, plain[kBothSides].slope.low);
}

TEST(Alignment, HasNoSlopeWithOneLayer) {
  const std::vector<float> nothing(kSpiralPoints, 0);
  const Alignment line =
      OrderedStages(spiral_subject(), kThree, kAll, kAll).align(nothing)[kBothSides];
  expect_near(line.slope, 0, 0, 0);
  EXPECT_TRUE(std::isnan(line.spearman));
}

}  // namespace
}  // namespace cortiscope
