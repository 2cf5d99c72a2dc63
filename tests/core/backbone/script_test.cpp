#include "core/backbone/script.h"
#include "core/backbone/open_backbone.h"

#include <gtest/gtest.h>

#include <thread>

#include "core/backbone/script_archive.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// Two layers whose tokens are known exactly: the red and green channels times a weight, and
/// the blue channel on a grid of half the size; the global tokens are the sums of the local ones.
constexpr const char* kMethods = R"(
def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    early = images[:, 0:2] * self.weight
    late = images[:, 2:3, 0:1, 0:1]
    return [early, late], [early.sum([2, 3]), late.sum([2, 3])]
)";

ScriptSource weighted_channels() {
  ScriptSource source;
  source.name = "weighted";
  source.methods = kMethods;
  source.parameters["weight"] = Array<float>({1}, {4});
  return source;
}

/// 2 x 2 pixels; red grows along a row, green down a column, blue is of the first pixel alone.
Image small_image(std::uint8_t step) {
  Image image(2, 2);
  for (int y = 0; y < 2; ++y) {
    for (int x = 0; x < 2; ++x) {
      image.at(x, y) = {std::uint8_t(step * x), std::uint8_t(2 * step * y),
                        std::uint8_t(x + y == 0 ? 51 : 0)};
    }
  }
  return image;
}

void expect_values(const Array<float>& found, const Shape& shape,
                   const std::vector<float>& expected) {
  EXPECT_EQ(found.shape, shape);
  ASSERT_EQ(found.values.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    EXPECT_NEAR(found.values[i], expected[i], 1e-5) << "value " << i;
  }
}

TEST(Backbone, GivesTheTokensOfATorchScriptFile) {
  const TempDir folder;
  make_script_backbone(weighted_channels())->save(folder / "written.pt");
  const std::unique_ptr<Backbone> network = open_backbone(folder / "written.pt");
  EXPECT_EQ(network->name(), "written");
  EXPECT_TRUE(is_script_archive(folder / "written.pt")) << "without running it";

  // 51 of 255 is 0.2, times the weight 0.8; the second image is twice as bright.
  const TokenBatch tokens = network->tokens({small_image(51), small_image(102)});
  ASSERT_EQ(tokens.local.size(), 2U);
  ASSERT_EQ(tokens.global.size(), 2U);
  expect_values(tokens.local[0], {2, 2, 2, 2},
                {0, 0.8F, 0, 0.8F, 0, 0, 1.6F, 1.6F, 0, 1.6F, 0, 1.6F, 0, 0, 3.2F, 3.2F});
  expect_values(tokens.global[0], {2, 2}, {1.6F, 3.2F, 3.2F, 6.4F});
  expect_values(tokens.local[1], {2, 1, 1, 1}, {0.2F, 0.2F});
  expect_values(tokens.global[1], {2, 1}, {0.2F, 0.2F});
}

TEST(Backbone, GivesTheSameTokensBesideAnotherOnAnotherThread) {
  const std::unique_ptr<Backbone> one = make_script_backbone(weighted_channels());
  const std::unique_ptr<Backbone> other = make_script_backbone(weighted_channels());
  const auto is_same_every_time = [](Backbone& network, std::uint8_t step) {
    const std::vector<float> first = network.tokens({small_image(step)}).local[0].values;
    for (int i = 0; i < 200; ++i) {
      if (network.tokens({small_image(step)}).local[0].values != first) return false;
    }
    return true;
  };
  bool is_same_on_thread = false;
  std::thread thread([&] { is_same_on_thread = is_same_every_time(*other, 51); });
  EXPECT_TRUE(is_same_every_time(*one, 25));
  thread.join();
  EXPECT_TRUE(is_same_on_thread);
}

}  // namespace
}  // namespace cortiscope
