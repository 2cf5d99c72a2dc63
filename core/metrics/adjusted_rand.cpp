#include "core/metrics/adjusted_rand.h"

#include <cassert>
#include <cstddef>
#include <limits>
#include <map>
#include <utility>

namespace cortiscope {
namespace {

double pairs(double count) { return count * (count - 1) / 2; }

template <class Key>
double pairs_within(const std::map<Key, int>& sizes) {
  double sum = 0;
  for (const auto& [group, size] : sizes) sum += pairs(size);
  return sum;
}

}  // namespace

double adjusted_rand(const std::vector<int>& a, const std::vector<int>& b) {
  assert(a.size() == b.size());
  if (a.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::map<int, int> of_a, of_b;
  std::map<std::pair<int, int>, int> of_both;
  for (std::size_t i = 0; i < a.size(); ++i) {
    ++of_a[a[i]];
    ++of_b[b[i]];
    ++of_both[{a[i], b[i]}];
  }
  const double in_a = pairs_within(of_a), in_b = pairs_within(of_b);
  const double most = (in_a + in_b) / 2;
  const double by_chance = a.size() > 1 ? in_a * in_b / pairs(double(a.size())) : most;
  return most == by_chance ? 1 : (pairs_within(of_both) - by_chance) / (most - by_chance);
}

}  // namespace cortiscope
