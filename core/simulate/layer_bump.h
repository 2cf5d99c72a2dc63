#pragma once

#include <cmath>

namespace cortiscope {

/// Planted layer weights: softmax of a bump over the layers, numbered 1..L.
/// @param row  receives L values that sum to 1
inline void fill_layer_bump(float center, int layers, float* row) {
  constexpr float kWidth = 0.38F;  // deviation, in layers
  float sum = 0;
  for (int l = 0; l < layers; ++l) {
    const float away = (float(l + 1) - center) / kWidth;
    row[l] = std::exp(-away * away / 2);
    sum += row[l];
  }
  for (int l = 0; l < layers; ++l) row[l] /= sum;
}

}  // namespace cortiscope
