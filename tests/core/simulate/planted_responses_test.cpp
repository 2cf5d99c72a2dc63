#include "core/simulate/planted_responses.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cortiscope {
namespace {

double correlation(const Array<float>& a, const Array<float>& b, int column) {
  double sum_a = 0, sum_b = 0, aa = 0, bb = 0, ab = 0;
  const auto n = double(a.rows());
  for (std::int64_t m = 0; m < a.rows(); ++m) {
    const double x = a.row(m)[column], y = b.row(m)[column];
    sum_a += x, sum_b += y, aa += x * x, bb += y * y, ab += x * y;
  }
  return (ab - sum_a * sum_b / n) / std::sqrt((aa - sum_a * sum_a / n) * (bb - sum_b * sum_b / n));
}

TEST(AddNoise, SharesTheVarianceAsTheCeilingSays) {
  constexpr int kImages = 20000;
  const std::vector<float> ceiling = {0, 0.1F, 0.35F, 0.8F, 1};
  Array<float> signals(Shape{kImages, 5});
  Random random(1);
  for (float& value : signals.values) value = 3 + 7 * float(random.normal());
  const Array<float> responses = add_noise(signals, ceiling, random);
  for (int i = 0; i < 5; ++i) {
    const double r = correlation(signals, responses, i);
    EXPECT_NEAR(r * r, ceiling[std::size_t(i)], 0.02) << "vertex " << i;
    double sum = 0, squares = 0;
    for (int m = 0; m < kImages; ++m) {
      sum += responses.row(m)[i];
      squares += double(responses.row(m)[i]) * responses.row(m)[i];
    }
    EXPECT_NEAR(sum / kImages, 0, 1e-3);
    EXPECT_NEAR(squares / kImages, 1, 1e-3);
  }
}

}  // namespace
}  // namespace cortiscope
