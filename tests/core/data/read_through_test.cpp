#include "core/data/read_through.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

TEST(TokensAround, CentreOfATokenReadsItAlone) {
  // Four columns: the centre of the second is at -1 + 2 * 1.5 / 4; one row: its centre is at 0.
  const TokenMix mix = tokens_around(-0.25F, 0, 1, 4);
  EXPECT_EQ(mix.token[0], 1);
  EXPECT_FLOAT_EQ(mix.weight[0], 1);
  EXPECT_FLOAT_EQ(mix.weight[1], 0);
}

TEST(TokensAround, BetweenFourTokensSharesByDistance) {
  const TokenMix mix = tokens_around(0.125F, -0.25F, 2, 2);  // column 0.625, row 0.25
  EXPECT_EQ(mix.token, (std::array<int, 4>{0, 1, 2, 3}));
  EXPECT_FLOAT_EQ(mix.weight[0], 0.75F * 0.375F);
  EXPECT_FLOAT_EQ(mix.weight[1], 0.75F * 0.625F);
  EXPECT_FLOAT_EQ(mix.weight[2], 0.25F * 0.375F);
  EXPECT_FLOAT_EQ(mix.weight[3], 0.25F * 0.625F);
}

TEST(TokensAround, TheEdgeReadsHalfAndTheCornerAQuarter) {
  const TokenMix edge = tokens_around(-1, -0.5F, 2, 2);  // column -0.5, row 0
  EXPECT_EQ(edge.token, (std::array<int, 4>{-1, 0, -1, 2}));
  EXPECT_FLOAT_EQ(edge.weight[1], 0.5F);
  EXPECT_FLOAT_EQ(edge.weight[0] + edge.weight[2] + edge.weight[3], 0);

  const TokenMix corner = tokens_around(1, 1, 2, 2);
  EXPECT_EQ(corner.token, (std::array<int, 4>{3, -1, -1, -1}));
  EXPECT_FLOAT_EQ(corner.weight[0], 0.25F);
}

/// One image, one channel, 2 x 2 tokens.
Array<float> four_tokens(std::vector<float> values) { return {Shape{1, 1, 2, 2}, values}; }
Array<float> one_token(float value) { return {Shape{1, 1}, std::vector<float>{value}}; }

TEST(ReadThrough, MixesLayersPlaceAndScale) {
  const TokenBatch tokens{{four_tokens({1, 2, 3, 4}), four_tokens({10, 20, 30, 40})},
                          {one_token(5), one_token(50)}};
  Selectors selectors;
  selectors.layer = {Shape{2, 2}, std::vector<float>{0.25F, 0.75F, 1, 0}};
  selectors.space = {Shape{2, 2}, std::vector<float>{0, 0, -1, -1}};
  selectors.scale = {Shape{2}, std::vector<float>{0.2F, 0}};
  const Array<float> read = read_through(tokens, selectors, {1, 0});
  EXPECT_EQ(read.shape, (Shape{1, 2, 1}));
  EXPECT_FLOAT_EQ(read.values[0], 0.25F * 1);  // the corner: a quarter of the first token
  const float local = 0.25F * 2.5F + 0.75F * 25, global = 0.25F * 5 + 0.75F * 50;
  EXPECT_FLOAT_EQ(read.values[1], 0.8F * local + 0.2F * global);
}

}  // namespace
}  // namespace cortiscope
