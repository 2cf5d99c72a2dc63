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

// Two layers of 1 x 2 tokens with two channels, one vertex that reads at the border between them.
TEST(PlantedSignals, WeightEachLayersChannelsOnTheirOwnWhereResponsesArePooled) {
  TokenBatch tokens;
  for (const float layer : {1.0F, 10.0F}) {
    tokens.local.emplace_back(Shape{1, 2, 1, 2},
                              std::vector<float>{layer, 3 * layer, 2 * layer, 6 * layer});
    tokens.global.emplace_back(Shape{1, 2}, std::vector<float>{5 * layer, 7 * layer});
  }
  PlantedSubject planted;
  planted.responses = ResponseModel::kPooled;
  planted.subject.truth = Truth{"aligned",
                                {Array<float>(Shape{1, 2}, {0.75F, 0.25F}),
                                 Array<float>(Shape{1, 2}, {0, 0}), Array<float>(Shape{1}, 0.5F)}};
  planted.channel_weights = Array<float>(Shape{1, 2, 2}, {1, 0, 0, 2});
  // Layer 1: its first channel, pooled 2 and global 5; layer 2: twice its second, 40 and 70.
  const double expected = 0.75 * (0.5 * 2 + 0.5 * 5) + 0.25 * 2 * (0.5 * 40 + 0.5 * 70);
  const Array<float> signals = planted_signals(tokens, planted);
  ASSERT_EQ(signals.shape, (Shape{1, 1}));
  EXPECT_NEAR(signals.values[0], expected, 1e-4);
}

}  // namespace
}  // namespace cortiscope
