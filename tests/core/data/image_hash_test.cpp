#include "core/data/image_hash.h"

#include <gtest/gtest.h>

#include <bitset>
#include <chrono>
#include <numeric>

#include "core/base/random.h"
#include "core/data/resized_image.h"
#include "core/io/image/image_file.h"
#include "tests/support/real_data.h"

namespace cortiscope {
namespace {

int different_bits(std::uint64_t a, std::uint64_t b) { return int(std::bitset<64>(a ^ b).count()); }

/// Grey fields of 8 x 8 pixels, of another brightness each.
Image fields(std::uint64_t seed) {
  Random random(seed);
  Image image(72, 64);
  std::vector<std::uint8_t> gray(72);
  for (std::uint8_t& value : gray) value = std::uint8_t(40 + random.below(160));
  for (int y = 0; y < image.height; ++y) {
    for (int x = 0; x < image.width; ++x) {
      const std::uint8_t value = gray[std::size_t(y / 8 * 9 + x / 8)];
      image.at(x, y) = {value, value, value};
    }
  }
  return image;
}

std::uint64_t with_bits_changed(std::uint64_t hash, int count) {
  for (int i = 0; i < count; ++i) hash ^= std::uint64_t(1) << (17 * i + 3) % 64;
  return hash;
}

TEST(DifferenceHash, SaysWhereBrightnessRises) {
  Image image(9, 8);
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 9; ++x) {
      const auto value = std::uint8_t(y == 0 ? 20 * x : y == 1 ? 200 - 20 * x : 90 + x % 2);
      image.at(x, y) = {value, value, value};
    }
  }
  EXPECT_EQ(difference_hash(image), 0xff00aaaaaaaaaaaaU);
  EXPECT_EQ(difference_hash(Image(5, 700, {1, 2, 3})), 0U) << "a plain image";
}

TEST(DifferenceHash, KeepsMostBitsOfAnImageOfAnotherSizeOrBrightness) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const Image image = fields(seed);
    Image brighter = resized(image, 36, 32);
    for (Rgb8& pixel : brighter.pixels) pixel.r = pixel.g = pixel.b = std::uint8_t(pixel.r + 20);
    EXPECT_LE(different_bits(difference_hash(image), difference_hash(brighter)),
              kMostDifferentBits);
    EXPECT_GT(different_bits(difference_hash(image), difference_hash(fields(seed + 1))), 15);
  }
}

TEST(DifferenceHash, TellsPhotographsApartAndTheirCopiesNot) {
  SKIP_WITHOUT_REAL_DATA();
  std::vector<std::uint64_t> hashes;
  for (const char* name :
       {"astronaut.png", "camera.png", "chelsea.png", "coffee.png", "retina.jpg", "rocket.jpg"}) {
    const Image photo = read_image(*real_data() / "photos" / name);
    hashes.push_back(difference_hash(photo));
    hashes.push_back(difference_hash(resized(photo, photo.width / 2, photo.height / 2)));
  }
  EXPECT_EQ(near_duplicates(hashes), (std::vector<int>{0, 0, 2, 2, 4, 4, 6, 6, 8, 8, 10, 10}));
}

TEST(NearDuplicates, FindsThoseWithinThreeBitsAndTheFirstOfThem) {
  const std::uint64_t a = difference_hash(fields(1)), b = difference_hash(fields(2));
  const auto found = [&](std::vector<std::uint64_t> hashes) { return near_duplicates(hashes); };
  EXPECT_EQ(found({a, b}), std::vector<int>());
  EXPECT_EQ(found({a, b, with_bits_changed(a, 3)}), (std::vector<int>{0, 1, 0}));
  EXPECT_EQ(found({a, b, with_bits_changed(a, 4)}), std::vector<int>());
  EXPECT_EQ(found({with_bits_changed(a, 6), b, a, with_bits_changed(a, 3), b}),
            (std::vector<int>{0, 1, 0, 0, 1}))
      << "the first and the third through the fourth";
}

TEST(NearDuplicates, FindsNoneAmongPlainImages) {
  EXPECT_EQ(near_duplicates({0, 0, 1, ~std::uint64_t(0), ~std::uint64_t(1)}), std::vector<int>());
}

/// Every pair compared: what the index must agree with.
TEST(NearDuplicates, AgreesWithComparingEveryPair) {
  Random random(4);
  std::vector<std::uint64_t> hashes;
  for (int i = 0; i < 400; ++i) {
    const std::uint64_t base = difference_hash(fields(std::uint64_t(random.below(60))));
    hashes.push_back(base ^ std::uint64_t(1) << random.below(64) ^
                     std::uint64_t(1) << random.below(64));
  }
  std::vector<int> first(400);
  std::iota(first.begin(), first.end(), 0);
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (std::size_t i = 0; i < 400; ++i) {
      for (std::size_t k = 0; k < 400; ++k) {
        if (different_bits(hashes[i], hashes[k]) > 3 || first[k] >= first[i]) continue;
        first[i] = first[k];
        has_changed = true;
      }
    }
  }
  EXPECT_EQ(near_duplicates(hashes), first);
}

TEST(NearDuplicates, TakesSecondsAtMostOfAllImagesOfNsd) {
  Random random(4);
  std::vector<std::uint64_t> hashes;
  for (int i = 0; i < 73000; ++i) {
    std::uint64_t hash = 0;
    for (int part = 0; part < 4; ++part) hash = hash << 16 | std::uint64_t(random.below(65536));
    hashes.push_back(i % 2 == 0 ? hash : 0xaaaaaaaaaaaaaaaaU);  // and half of them the same
  }
  const auto start = std::chrono::steady_clock::now();
  const std::vector<int> found = near_duplicates(hashes);
  EXPECT_LT(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(), 10);
  ASSERT_EQ(found.size(), 73000U);
  EXPECT_EQ(found[72999], 1);
}

}  // namespace
}  // namespace cortiscope
