#include "core/data/image_hash.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <numeric>
#include <unordered_map>

#include "core/data/resized_image.h"

namespace cortiscope {
namespace {

constexpr int kSide = 8, kBits = kSide * kSide;
constexpr int kLeastBits = 8;
constexpr std::uint64_t kPartMask = (std::uint64_t(1) << kBits / (kMostDifferentBits + 1)) - 1;

int bits_in(std::uint64_t hash) { return int(std::bitset<kBits>(hash).count()); }

/// Thousandths of the luma of ITU-R BT.601.
int gray_of(Rgb8 color) { return 299 * color.r + 587 * color.g + 114 * color.b; }

bool says_enough(std::uint64_t hash) {
  const int bits = bits_in(hash);
  return bits >= kLeastBits && bits <= kBits - kLeastBits;
}

}  // namespace

std::uint64_t difference_hash(const Image& image) {
  const Image small = resized(image, kSide + 1, kSide);
  std::uint64_t hash = 0;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) {
      hash = hash << 1 | std::uint64_t(gray_of(small.at(x + 1, y)) > gray_of(small.at(x, y)));
    }
  }
  return hash;
}

std::vector<int> near_duplicates(const std::vector<std::uint64_t>& hashes) {
  std::vector<int> first(hashes.size());
  std::iota(first.begin(), first.end(), 0);
  const auto leader = [&](int i) {
    while (first[std::size_t(i)] != i) i = first[std::size_t(i)];
    return i;
  };
  bool has_any = false;
  const auto join = [&](int i, int k) {
    const int a = leader(i), b = leader(k);
    first[std::size_t(std::max(a, b))] = std::min(a, b);
    has_any = true;
  };
  // Hashes that differ in three bits agree in one of their four quarters at least.
  std::array<std::unordered_map<std::uint64_t, std::vector<int>>, kMostDifferentBits + 1> alike;
  std::unordered_map<std::uint64_t, int> seen;
  for (std::size_t place = 0; place < hashes.size(); ++place) {
    const std::uint64_t hash = hashes[place];
    if (!says_enough(hash)) continue;
    const auto [same, is_new] = seen.emplace(hash, int(place));
    if (!is_new) {
      join(same->second, int(place));
      continue;
    }
    for (std::size_t part = 0; part < alike.size(); ++part) {
      std::vector<int>& others = alike[part][hash >> (kBits / alike.size() * part) & kPartMask];
      for (const int other : others) {
        if (bits_in(hash ^ hashes[std::size_t(other)]) <= kMostDifferentBits) {
          join(other, int(place));
        }
      }
      others.push_back(int(place));
    }
  }
  if (!has_any) return {};
  for (std::size_t i = 0; i < first.size(); ++i) first[i] = leader(int(i));
  return first;
}

}  // namespace cortiscope
