#include "core/metrics/oracle.h"

#include <gtest/gtest.h>

#include "core/base/random.h"
#include "core/data/read_through.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

/// 300 images, two layers of three channels, two vertices; responses are one channel of what the
/// selectors read, plus noise of the size given.
struct OracleCase {
  TokenBatch tokens;
  Selectors selectors{Array<float>(Shape{2, 2}, {1, 0, 0.5F, 0.5F}),
                      Array<float>(Shape{2, 2}, {-0.5F, 0, 0.5F, 0.2F}),
                      Array<float>(Shape{2}, {0.1F, 0.9F})};
  Array<float> responses{Shape{300, 2}};
  OracleRows rows;

  explicit OracleCase(double noise) {
    Random random(1);
    for (int l = 0; l < 2; ++l) {
      tokens.local.emplace_back(Shape{300, 3, 4, 4});
      tokens.global.emplace_back(Shape{300, 3});
      for (float& value : tokens.local[l].values) value = float(random.normal());
      for (float& value : tokens.global[l].values) value = float(random.normal());
    }
    const Array<float> read = read_through(tokens, selectors, {0, 1});
    for (int image = 0; image < 300; ++image) {
      for (int vertex = 0; vertex < 2; ++vertex) {
        responses.row(image)[vertex] =
            read.row(image)[vertex * 3 + 1] + float(noise * random.normal());
      }
    }
    for (int image = 0; image < 300; ++image) {
      (image < 200 ? rows.training : image < 250 ? rows.validation : rows.test).push_back(image);
    }
  }
};

TEST(OracleR2, IsAlmostOneWithoutNoise) {
  const OracleCase clean(0);
  for (const float r2 : oracle_r2(clean.tokens, clean.selectors, clean.responses, clean.rows)) {
    EXPECT_GT(r2, 0.999F);
  }
}

TEST(OracleR2, IsAboutNothingForOtherSelectors) {
  OracleCase clean(0);
  std::swap(clean.selectors.layer.values[0], clean.selectors.layer.values[1]);
  EXPECT_LT(oracle_r2(clean.tokens, clean.selectors, clean.responses, clean.rows)[0], 0.1F);
}

TEST(OracleR2, RefusesLayersThatCannotBeMixed) {
  OracleCase uneven(0);
  uneven.tokens.local[1] = Array<float>(Shape{300, 5, 4, 4});
  EXPECT_EQ(
      error_of([&] { oracle_r2(uneven.tokens, uneven.selectors, uneven.responses, uneven.rows); }),
      "oracle: expected the same channels in every layer, found tokens of shape (300, 3, 4, 4) and "
      "(300, 5, 4, 4) (compare with the known answer by a network whose layers are equally wide)");
}

}  // namespace
}  // namespace cortiscope
