#include "core/simulate/network_weights.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

namespace cortiscope {
namespace {

constexpr double kPi = 3.14159265358979323846;

void normalize_filter(float* filter, int size, bool without_mean) {
  const float mean =
      without_mean ? std::accumulate(filter, filter + size, 0.0F) / float(size) : 0.0F;
  double squares = 0;
  for (int i = 0; i < size; ++i) {
    filter[i] -= mean;
    squares += double(filter[i]) * filter[i];
  }
  for (int i = 0; i < size; ++i) filter[i] = float(filter[i] / std::sqrt(squares));
}

}  // namespace

Array<float> stem_filters(int count, int side, Random& random) {
  Array<float> filters(Shape{count, 3, side, side});
  for (int f = 0; f < count; ++f) {
    const bool is_blob = f >= count - count / 8;
    const bool is_colored = is_blob || f % 4 == 3;
    double color[3] = {1, 1, 1};
    if (is_colored) {
      for (double& part : color) part = random.normal();
    }
    const double angle = random.uniform(0, kPi);
    const double cycles = is_blob ? 0 : random.uniform(0.8, 2.5);  // over the filter's side
    const double phase = is_blob ? 0 : random.uniform(0, 2 * kPi);
    const double width = random.uniform(0.2, 0.4);  // deviation of the envelope, in sides
    for (int y = 0; y < side; ++y) {
      for (int x = 0; x < side; ++x) {
        const double u = (x + 0.5) / side - 0.5, v = (y + 0.5) / side - 0.5;
        const double along = u * std::cos(angle) + v * std::sin(angle);
        const double value = std::exp(-(u * u + v * v) / (2 * width * width)) *
                             std::cos(2 * kPi * cycles * along + phase);
        for (int c = 0; c < 3; ++c) {
          filters.row(f)[(c * side + y) * side + x] = float(value * color[c]);
        }
      }
    }
    normalize_filter(filters.row(f), 3 * side * side, !is_blob);
  }
  return filters;
}

Array<float> stage_filters(int stages, int channels, Random& random) {
  constexpr double kWindow[3] = {0.5, 1, 0.5};
  constexpr double kRough = 0.4;  // how much a filter's taps differ beyond the window
  const double deviation = 1 / std::sqrt(4.0 * channels);
  Array<float> filters(Shape{stages, channels, channels, 3, 3});
  float* out = filters.values.data();
  for (std::int64_t pair = 0; pair < std::int64_t(stages) * channels * channels; ++pair) {
    const double mix = random.normal();
    for (int tap = 0; tap < 9; ++tap) {
      const double window = kWindow[tap / 3] * kWindow[tap % 3];
      *out++ = float(deviation * (window * mix + kRough * random.normal()));
    }
  }
  return filters;
}

std::vector<float> trunk_places(const std::string& name) {
  if (name == "truncated") {
    return {0, 1, 2, 3, 4, 5, 5.2F, 5.4F, 5.6F, 5.8F, 6, 6.2F};
  }
  if (name == "low-level") {
    return {0, 0.2F, 0.4F, 0.6F, 0.8F, 1, 1.2F, 1.4F, 1.6F, 1.8F, 2, 2.2F};
  }
  if (name == "scrambled") {
    return {7, 2, 10, 5, 0, 8, 3, 11, 1, 6, 9, 4};
  }
  if (name == "aligned-finetuned") {
    return {0, 1, 2, 3, 4, 5, 9, 10, 11, 6, 7, 8};
  }
  if (name == "aligned-forgotten") {
    return {6, 7, 8, 9, 10, 11, 0, 1, 2, 3, 4, 5};
  }
  return {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
}

}  // namespace cortiscope
