#include "core/simulate/pooled_reader.h"

#include <algorithm>
#include <cmath>

#include "core/simulate/layer_bump.h"

namespace cortiscope {
namespace {

constexpr float kLayerJitter = 0.25F;
constexpr float kPositionJitter = 0.1F;
constexpr float kScaleJitter = 0.1F;

constexpr float kDeviationAtCentre = 0.12F;
constexpr float kDeviationGrowth = 0.2F;  // per unit of eccentricity

constexpr float kNegligible = 1e-4F;

float noisy(float value, float deviation, float low, float high, Random& random) {
  return std::clamp(value + deviation * float(random.normal()), low, high);
}

/// The Gaussian's weights, row by row: (H * W), of sum 1.
std::vector<float> pooling_weights(float x, float y, int rows, int columns) {
  const float deviation = kDeviationAtCentre + kDeviationGrowth * std::hypot(x, y);
  std::vector<float> exponents;
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const float to_right = (2 * float(column) + 1) / float(columns) - 1 - x;
      const float to_bottom = (2 * float(row) + 1) / float(rows) - 1 - y;
      exponents.push_back(-(to_right * to_right + to_bottom * to_bottom) /
                          (2 * deviation * deviation));
    }
  }
  // Relative to the nearest token, so that a coarse grid has one, too.
  const float highest = *std::max_element(exponents.begin(), exponents.end());
  float sum = 0;
  std::vector<float> weights;
  for (const float exponent : exponents) {
    weights.push_back(std::exp(exponent - highest));
    sum += weights.back();
  }
  for (float& weight : weights) weight /= sum;
  return weights;
}

}  // namespace

Selectors jittered(const Selectors& smooth, Random& random) {
  const int layers = smooth.layer_count();
  const std::vector<float> centers = expected_layers(smooth);
  Selectors own = smooth;
  for (int i = 0; i < smooth.vertex_count(); ++i) {
    fill_layer_bump(noisy(centers[i], kLayerJitter, 1, float(layers), random), layers,
                    own.layer.row(i));
    for (int axis = 0; axis < 2; ++axis) {
      float& value = own.space.row(i)[axis];
      value = noisy(value, kPositionJitter, -1, 1, random);
    }
    float& scale = own.scale.values[i];
    scale = noisy(scale, kScaleJitter, 0, 1, random);
  }
  return own;
}

std::vector<Tap> pooled_taps(const Selectors& selectors, int vertex, int rows, int columns) {
  const float* space = selectors.space.row(vertex);
  const std::vector<float> pooling = pooling_weights(space[0], space[1], rows, columns);
  const float scale = selectors.scale.values[vertex];
  std::vector<Tap> taps;
  const auto add = [&](int layer, int token, float weight) {
    if (weight >= kNegligible) taps.push_back({layer, token, weight});
  };
  for (int l = 0; l < selectors.layer_count(); ++l) {
    const float share = selectors.layer.row(vertex)[l];
    for (int token = 0; token < rows * columns; ++token) {
      add(l, token, (1 - scale) * share * pooling[token]);
    }
    add(l, rows * columns, scale * share);
  }
  return taps;
}

}  // namespace cortiscope
