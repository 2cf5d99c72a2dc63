#pragma once

#include <cstdint>

#include "core/data/array.h"

namespace cortiscope {

/// Pseudo-random numbers in -0.5..0.5 that the scripts of tests/peers make, too: a linear
/// congruential generator.
class CountedNumbers {
 public:
  explicit CountedNumbers(std::uint32_t seed) : state_(seed) {}

  double next() {
    state_ = 1664525 * state_ + 1013904223;
    return state_ / 4294967296.0 - 0.5;
  }

  Array<float> array(Shape shape) {
    Array<float> values(std::move(shape));
    for (float& value : values.values) value = float(next());
    return values;
  }

 private:
  std::uint32_t state_;
};

}  // namespace cortiscope
