#include "core/metrics/rank_correlation.h"

#include <algorithm>
#include <numeric>

#include "core/metrics/correlation.h"

namespace cortiscope {
namespace {

std::vector<float> ranks_of(const std::vector<float>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t(0));
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
  std::vector<float> ranks(values.size());
  for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    const float shared = float(first + end - 1) / 2;
    for (std::size_t i = first; i < end; ++i) ranks[order[i]] = shared;
  }
  return ranks;
}

}  // namespace

double rank_correlation(const std::vector<float>& a, const std::vector<float>& b) {
  return correlation(ranks_of(a), ranks_of(b));
}

}  // namespace cortiscope
