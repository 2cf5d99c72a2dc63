#pragma once

#include <cmath>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace cortiscope {

/// Random numbers that are the same on every platform for the same seed: the standard fixes the
/// engine but not its distributions, so those are implemented here.
class Random {
 public:
  /// @param stream  lets one user-given seed feed several independent uses
  explicit Random(std::uint64_t seed, std::uint64_t stream = 0) {
    std::seed_seq mix{std::uint32_t(seed), std::uint32_t(seed >> 32), std::uint32_t(stream),
                      std::uint32_t(stream >> 32)};
    engine_.seed(mix);
  }

  /// Uniform in [0, 1).
  double uniform() { return double(engine_() >> 11) * 0x1.0p-53; }
  double uniform(double low, double high) { return low + (high - low) * uniform(); }

  /// Uniform in 0..count-1. @pre count > 0
  int below(int count) { return int(uniform() * count); }

  /// Standard normal (Box-Muller).
  double normal() {
    const double radius = std::sqrt(-2 * std::log(1 - uniform()));
    return radius * std::cos(2 * 3.14159265358979323846 * uniform());
  }

  /// Fisher-Yates.
  template <class T>
  void shuffle(std::vector<T>& values) {
    for (int i = int(values.size()) - 1; i > 0; --i) std::swap(values[i], values[below(i + 1)]);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace cortiscope
