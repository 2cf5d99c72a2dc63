#include "core/analysis/field_coverage.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace cortiscope {
namespace {

/// The value at a position of the image.
float at(const Array<float>& coverage, float x, float y) {
  const auto place = [](float u) {
    return std::min(kCoverageSide - 1, int((u + 1) / 2 * kCoverageSide));
  };
  return coverage.row(place(y))[place(x)];
}

const Array<float> kSpace(Shape{3, 2}, {-0.5F, -0.5F, 0.5F, 0.5F, NAN, 0});
const std::vector<float> kScale = {0, 0.75F, 0};

TEST(FieldCoverage, IsAGaussianAboutEachPositionOfHeightOneMinusScale) {
  const Array<float> coverage = field_coverage(kSpace, kScale, {0, 1}, CoverageBy::kMaximum);
  EXPECT_EQ(coverage.shape, (Shape{kCoverageSide, kCoverageSide}));
  EXPECT_NEAR(at(coverage, -0.5F, -0.5F), 1, 0.02) << "left and up, in the first rows";
  EXPECT_NEAR(at(coverage, 0.5F, 0.5F), 0.25, 0.01) << "reads most of the whole image";
  EXPECT_NEAR(at(coverage, -0.5F + kFieldDeviation, -0.5F), std::exp(-0.5), 0.08);
  EXPECT_LT(at(coverage, 0.5F, -0.5F), 1e-3F);
  EXPECT_LE(*std::max_element(coverage.values.begin(), coverage.values.end()), 1);
}

TEST(FieldCoverage, IsTheMeanOverVerticesWhereItIsAskedFor) {
  const Array<float> mean = field_coverage(kSpace, kScale, {0, 1}, CoverageBy::kMean);
  EXPECT_NEAR(at(mean, -0.5F, -0.5F), 0.5, 0.02);
  EXPECT_NEAR(at(mean, 0.5F, 0.5F), 0.125, 0.01);
  const Array<float> same = field_coverage(kSpace, kScale, {0, 0}, CoverageBy::kMean);
  const Array<float> one = field_coverage(kSpace, kScale, {0}, CoverageBy::kMaximum);
  for (std::size_t i = 0; i < one.values.size(); ++i) {
    ASSERT_NEAR(same.values[i], one.values[i], 1e-6) << "of one vertex both are the same";
  }
}

TEST(FieldCoverage, LeavesOutWhatIsNotFiniteAndIsNothingWithoutVertices) {
  EXPECT_EQ(field_coverage(kSpace, kScale, {0, 2}, CoverageBy::kMean).values,
            field_coverage(kSpace, kScale, {0}, CoverageBy::kMean).values);
  const Array<float> none = field_coverage(kSpace, kScale, {}, CoverageBy::kMean);
  EXPECT_EQ(none.values, std::vector<float>(none.values.size(), 0.0F));
}

TEST(FieldCoverage, IsNamedAsItIsAskedFor) {
  for (const CoverageBy by : {CoverageBy::kMaximum, CoverageBy::kMean}) {
    EXPECT_EQ(find_coverage_by(name_of(by)), by);
  }
  EXPECT_FALSE(find_coverage_by("sum"));
}

}  // namespace
}  // namespace cortiscope
