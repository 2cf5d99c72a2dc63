#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/assignment.h"
#include "core/analysis/dendrogram.h"
#include "core/analysis/spherical_k_means.h"
#include "core/metrics/adjusted_rand.h"

namespace cortiscope {
namespace {

// The expected numbers are scikit-learn's and SciPy's: tests/peers/cluster_numbers.py, which has
// the same formula.
double number(int i, int d) { return std::sin(0.7 + 1.7 * i + 2.3 * d + 0.37 * i * d); }

/// (D, N) of unit length.
Eigen::MatrixXf unit_columns(int count, int width) {
  Eigen::MatrixXd columns(width, count);
  for (int i = 0; i < count; ++i) {
    for (int d = 0; d < width; ++d) columns(d, i) = number(i, d);
  }
  columns.colwise().normalize();
  return columns.cast<float>();
}

Array<double> costs(int rows, int columns) {
  Array<double> cost(Shape{rows, columns});
  for (int i = 0; i < rows; ++i) {
    for (int d = 0; d < columns; ++d) cost.row(i)[d] = number(i, d);
  }
  return cost;
}

TEST(SphericalKMeans, AgreesWithScikitLearn) {
  const Eigen::MatrixXf rows = unit_columns(60, 4);
  Eigen::MatrixXf first(4, 5);
  for (int c = 0; c < 5; ++c) first.col(c) = rows.col(7 * c);
  const auto found = spherical_k_means_from(rows, first, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->cluster_of,
            (std::vector<int>{0, 4, 3, 3, 1, 0, 2, 1, 0, 2, 4, 2, 0, 1, 2, 0, 1, 3, 0, 4,
                              0, 3, 1, 0, 2, 1, 0, 2, 4, 2, 0, 1, 2, 0, 1, 3, 3, 4, 0, 3,
                              1, 0, 2, 1, 4, 2, 4, 2, 0, 1, 2, 3, 1, 4, 3, 4, 1, 3, 2, 4}));
  double cosine = 0;
  for (int i = 0; i < 60; ++i) {
    cosine += double(rows.col(i).dot(found->centroids.col(found->cluster_of[std::size_t(i)]))) / 60;
  }
  EXPECT_NEAR(cosine, 0.7334578299553173, 1e-6);
  EXPECT_TRUE(found->is_settled);
}

TEST(Ward, AgreesWithSciPyOnWeightedPoints) {
  const std::vector<int> weights = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8};
  const Dendrogram tree = ward_linkage(unit_columns(12, 3), weights);
  const std::vector<double> heights = {0.403348217, 0.703509507, 1.11954178,  1.302816374,
                                       1.655589104, 2.001761251, 2.691841999, 3.249565608,
                                       4.234468529, 5.073328787, 5.297944589};
  ASSERT_EQ(tree.merges.size(), heights.size());
  for (std::size_t m = 0; m < heights.size(); ++m) {
    EXPECT_NEAR(tree.merges[m].height, heights[m], 2e-6) << m;
  }
  EXPECT_EQ(tree.merges.back().weight, 52);
  const std::vector<int> in_2 = {2, 2, 2, 2, 2, 2, 2, 1, 2, 2, 1, 2};
  const std::vector<int> in_4 = {2, 4, 3, 3, 4, 2, 3, 1, 2, 3, 1, 4};
  const std::vector<int> in_7 = {3, 7, 4, 5, 7, 3, 5, 1, 2, 5, 1, 6};
  EXPECT_EQ(adjusted_rand(cut(tree, 2), in_2), 1);
  EXPECT_EQ(adjusted_rand(cut(tree, 4), in_4), 1);
  EXPECT_EQ(adjusted_rand(cut(tree, 7), in_7), 1);
}

TEST(Ward, AgreesWithSciPyOnEqualWeights) {
  const Dendrogram tree = ward_linkage(unit_columns(12, 3), std::vector<int>(12, 1));
  const double expected[11][3] = {
      {1, 4, 0.312432185},   {6, 9, 0.514206465},  {0, 5, 0.614153528},  {2, 3, 0.706363686},
      {7, 10, 0.708880903},  {8, 14, 0.810432393}, {11, 13, 1.23357046}, {15, 18, 1.721212101},
      {12, 16, 1.826600573}, {17, 20, 2.48173164}, {19, 21, 2.749841847}};
  ASSERT_EQ(tree.merges.size(), std::size_t(11));
  for (std::size_t m = 0; m < 11; ++m) {
    EXPECT_EQ(tree.merges[m].first, int(expected[m][0])) << m;
    EXPECT_EQ(tree.merges[m].second, int(expected[m][1])) << m;
    EXPECT_NEAR(tree.merges[m].height, expected[m][2], 1e-6) << m;
  }
}

TEST(Assignment, AgreesWithSciPy) {
  EXPECT_EQ(least_cost_assignment(costs(5, 5)), (std::vector<int>{2, 3, 4, 0, 1}));
  EXPECT_EQ(least_cost_assignment(costs(6, 9)), (std::vector<int>{2, 8, 0, 7, 1, 5}));
  EXPECT_EQ(
      least_cost_assignment(costs(20, 20)),
      (std::vector<int>{13, 8, 0, 9, 6, 5, 7, 10, 3, 17, 2, 12, 19, 16, 15, 18, 14, 11, 4, 1}));
  EXPECT_TRUE(least_cost_assignment(Array<double>(Shape{0, 0})).empty());
}

}  // namespace
}  // namespace cortiscope
