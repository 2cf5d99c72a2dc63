#include "core/fit/split.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "core/base/random.h"
#include "core/fit/twins.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

std::vector<int> sorted(std::vector<int>::const_iterator begin,
                        std::vector<int>::const_iterator end) {
  std::vector<int> images(begin, end);
  std::sort(images.begin(), images.end());
  return images;
}

/// How often each image is in a part.
std::vector<int> times_in(const Split& split, int image_count) {
  std::vector<int> times(std::size_t(image_count), 0);
  for (const auto* part : {&split.training, &split.validation, &split.test}) {
    for (const int image : *part) ++times[std::size_t(image)];
  }
  return times;
}

TEST(SplitImages, IsDisjointCompleteAndSeeded) {
  const Split split = split_images(100, 0.1, 0.2, 3);
  EXPECT_EQ(split.training.size(), 70U);
  EXPECT_EQ(split.validation.size(), 10U);
  EXPECT_EQ(split.test.size(), 20U);
  EXPECT_EQ(times_in(split, 100), std::vector<int>(100, 1));
  EXPECT_EQ(split_images(100, 0.1, 0.2, 3).test, split.test);
  EXPECT_NE(split_images(100, 0.1, 0.2, 4).test, split.test);
}

// Fits of earlier versions can be compared and resumed: the split of a seed never changes.
TEST(SplitImages, CutsTheShuffledImagesWithoutTwins) {
  for (const std::uint64_t seed : {0, 1, 99}) {
    std::vector<int> order(137);
    std::iota(order.begin(), order.end(), 0);
    Random(seed, 2).shuffle(order);
    const Split split = split_images(137, 0.1, 0.2, seed);
    EXPECT_EQ(split.validation, sorted(order.begin(), order.begin() + 14));
    EXPECT_EQ(split.test, sorted(order.begin() + 14, order.begin() + 41));
    EXPECT_EQ(split.training, sorted(order.begin() + 41, order.end()));
  }
}

TEST(SplitImages, PutsTwinsIntoOnePart) {
  std::vector<int> twins(200);
  std::iota(twins.begin(), twins.end(), 0);
  for (const int first : {0, 3, 17, 50}) {
    for (int more = 1; more <= 5; ++more) twins[std::size_t(first + 10 * more)] = first;
  }
  for (int image = 120; image < 199; image += 2) twins[std::size_t(image + 1)] = image;
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Split split = split_images(200, 0.1, 0.2, seed, twins);
    EXPECT_EQ(times_in(split, 200), std::vector<int>(200, 1));
    EXPECT_LE(split.validation.size(), 20U);
    EXPECT_GE(split.validation.size(), 19U);
    EXPECT_LE(split.test.size(), 40U);
    EXPECT_GE(split.test.size(), 39U);
    std::map<int, const std::vector<int>*> part_of;  // by first twin
    for (const auto* part : {&split.training, &split.validation, &split.test}) {
      for (const int image : *part) {
        const auto [found, is_new] = part_of.emplace(twins[std::size_t(image)], part);
        EXPECT_TRUE(is_new || found->second == part) << "seed " << seed << ", image " << image;
      }
    }
  }
}

TEST(SplitBeside, TestsOnExactlyTheGivenImagesAndDealsOutTheOthers) {
  const std::vector<int> test = {0, 7, 50, 51, 99};
  const Split split = split_beside(test, 100, 0.2, 3);
  EXPECT_EQ(split.test, test);
  EXPECT_EQ(split.validation.size(), 19U) << "a fifth of the 95 others";
  EXPECT_EQ(times_in(split, 100), std::vector<int>(100, 1));
  EXPECT_EQ(split_beside(test, 100, 0.2, 3).validation, split.validation);
  const Split other = split_beside(test, 100, 0.2, 4);
  EXPECT_EQ(other.test, test) << "of any seed";
  EXPECT_NE(other.validation, split.validation);
}

TEST(SplitBeside, LeavesOutImagesLikeATestImage) {
  std::vector<int> twins(100);
  std::iota(twins.begin(), twins.end(), 0);
  twins[60] = 5;               // 5 is a test image
  twins[8] = twins[9] = 3;     // 9 is one
  twins[41] = twins[71] = 40;  // none is
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    const Split split = split_beside({5, 9}, 100, 0.2, seed, twins);
    EXPECT_EQ(split.test, (std::vector<int>{5, 9}));
    std::vector<int> expected(100, 1);
    expected[3] = expected[8] = expected[60] = 0;
    EXPECT_EQ(times_in(split, 100), expected);
    const auto is_validation = [&](int image) {
      return std::binary_search(split.validation.begin(), split.validation.end(), image);
    };
    EXPECT_EQ(is_validation(40), is_validation(41));
    EXPECT_EQ(is_validation(40), is_validation(71));
  }
}

TEST(SplitBeside, NeedsImagesToTrainAndValidate) {
  EXPECT_EQ(error_of([] {
              split_beside({0, 1, 2}, 4, 0.1, 0);
            }),
            "images: expected enough to train, validate and test, found 4 (give more images)");
  EXPECT_EQ(error_of([] {
              split_beside({0, 1, 2}, 3, 0.1, 0);
            }),
            "images: expected enough to train, validate and test, found 3 (give more images)");
}

TEST(SplitImages, NeedsAnImageForEachPart) {
  const std::string refusal =
      "images: expected enough to train, validate and test, found 40 (give more images)";
  EXPECT_EQ(error_of([] { split_images(40, 0.5, 0.5, 0); }), refusal);
  EXPECT_EQ(error_of([] { split_images(40, 0.1, 0.1, 0, std::vector<int>(40, 0)); }), refusal)
      << "all have the same tokens";
}

}  // namespace
}  // namespace cortiscope
