#include "core/data/token_grid.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

TEST(OnGrid, KeepsTokensOfThisGrid) {
  const Array<float> local(Shape{1, 1, 2, 2}, {1, 2, 3, 4});
  EXPECT_EQ(on_grid(local, 2, 2).values, local.values);
}

// Half-pixel centres: four positions over two lie at -0.25, 0.25, 0.75 and 1.25 of the old ones.
TEST(OnGrid, InterpolatesBetweenTokenCentres) {
  const Array<float> local(Shape{1, 2, 1, 2}, {0, 4, 10, 20});
  const Array<float> tokens = on_grid(local, 1, 4);
  EXPECT_EQ(tokens.shape, (Shape{1, 2, 1, 4}));
  EXPECT_EQ(tokens.values, (std::vector<float>{0, 1, 3, 4, 10, 12.5F, 17.5F, 20}));
}

// Without smoothing: each coarse token lies between the two in the middle of the four it covers.
TEST(OnGrid, TakesFourTokensOfAFinerGrid) {
  Array<float> local(Shape{1, 1, 8, 8});
  for (int i = 0; i < 64; ++i) local.values[std::size_t(i)] = float((i / 8) * (i % 8));
  EXPECT_EQ(on_grid(local, 2, 2).values, (std::vector<float>{2.25F, 8.25F, 8.25F, 30.25F}));
}

TEST(OnGrid, SpreadsASingleToken) {
  EXPECT_EQ(on_grid(Array<float>(Shape{1, 1, 1, 1}, 7), 2, 2).values,
            (std::vector<float>{7, 7, 7, 7}));
}

}  // namespace
}  // namespace cortiscope
