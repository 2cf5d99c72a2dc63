#include "core/backbone/weight_order.h"

#include <numeric>

#include "core/base/random.h"

namespace cortiscope {
namespace {

/// FNV-1a, 64 bits. std::hash differs between libraries.
std::uint64_t hash_of(const std::string& text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char letter : text) hash = (hash ^ std::uint8_t(letter)) * 0x100000001b3U;
  return hash;
}

}  // namespace

std::vector<int> shuffled_order(int count, std::uint64_t seed, const std::string& tensor) {
  std::vector<int> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  Random(seed, hash_of(tensor)).shuffle(order);
  return order;
}

std::string untrained_name(const std::string& network, std::uint64_t seed) {
  return network + ", untrained (seed " + std::to_string(seed) + ")";
}

}  // namespace cortiscope
