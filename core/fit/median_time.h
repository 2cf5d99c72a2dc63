#pragma once

#include <algorithm>
#include <chrono>
#include <vector>

namespace cortiscope {

/// The median time of `counted` calls of `work`, after `warm_up` calls that are not counted.
/// @pre counted > 0
template <class Work>
double median_seconds(int warm_up, int counted, Work&& work) {
  std::vector<double> seconds;
  for (int call = 0; call < warm_up + counted; ++call) {
    const auto start = std::chrono::steady_clock::now();
    work();
    if (call < warm_up) continue;
    seconds.push_back(
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  const auto middle = seconds.begin() + std::ptrdiff_t(seconds.size() / 2);
  std::nth_element(seconds.begin(), middle, seconds.end());
  return *middle;
}

}  // namespace cortiscope
