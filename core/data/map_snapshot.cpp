#include "core/data/map_snapshot.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <limits>

namespace cortiscope {
namespace {

constexpr int kSteps = 254;
constexpr std::uint8_t kUnknown = 255;
constexpr float kLeastLead = 1e-4F;

struct ByteRange {
  float low = 0, high = 1;

  std::uint8_t byte_of(float value) const {
    if (!std::isfinite(value)) return kUnknown;
    const float share = high > low ? (value - low) / (high - low) : 0;
    return std::uint8_t(std::lround(float(kSteps) * std::clamp(share, 0.0F, 1.0F)));
  }
  float value_of(std::uint8_t byte) const {
    if (byte == kUnknown) return std::numeric_limits<float>::quiet_NaN();
    return low + float(byte) / float(kSteps) * (high - low);
  }
  std::vector<std::uint8_t> bytes_of(const std::vector<float>& values) const {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(values.size());
    for (const float value : values) bytes.push_back(byte_of(value));
    return bytes;
  }
  std::vector<float> values_of(const std::vector<std::uint8_t>& bytes) const {
    std::vector<float> values;
    values.reserve(bytes.size());
    for (const std::uint8_t byte : bytes) values.push_back(value_of(byte));
    return values;
  }
};

constexpr ByteRange kShare = {0, 1};       // confidence and scale
constexpr ByteRange kInImage = {-1, 1};    // x and y
constexpr ByteRange kScore = {-0.27F, 1};  // a step is 0.005, and 0 is one of the values

ByteRange layer_range(int layers) { return {1, float(layers)}; }

/// 1 - H / log L of one layer of this weight, and the others equal.
double confidence_of_peak(double weight, int layers) {
  const double other = (1 - weight) / (layers - 1);
  double entropy = -weight * std::log(weight);
  if (other > 0) entropy -= (layers - 1) * other * std::log(other);
  return 1 - entropy / std::log(double(layers));
}

/// For each byte of confidence, the weight of the layer that weighs most.
std::array<float, 256> peak_weights(int layers) {
  std::array<float, 256> weights = {};
  for (int byte = 0; byte <= kSteps; ++byte) {
    const double wanted = double(kShare.value_of(std::uint8_t(byte)));
    double low = 1.0 / layers, high = 1;
    for (int halving = 0; layers > 1 && halving < 40; ++halving) {
      const double middle = (low + high) / 2;
      (confidence_of_peak(middle, layers) < wanted ? low : high) = middle;
    }
    // Where all weigh the same, too, the layer that weighs most stays the one that did.
    weights[std::size_t(byte)] = std::max(float(high), (1 + kLeastLead) / float(layers));
  }
  weights[kUnknown] = std::numeric_limits<float>::quiet_NaN();
  return weights;
}

}  // namespace

MapSnapshot snapshot_of(int step, double loss, const Selectors& selectors,
                        const std::vector<float>& validation_r2) {
  const int layers = selectors.layer_count();
  assert(layers <= kMostSnapshotLayers);
  MapSnapshot snapshot;
  snapshot.step = step;
  snapshot.loss = float(loss);
  for (const int layer : chosen_layers(selectors)) {
    snapshot.layer.push_back(std::uint8_t(layer));
  }
  snapshot.expected_layer = layer_range(layers).bytes_of(expected_layers(selectors));
  snapshot.confidence = kShare.bytes_of(layer_confidence(selectors));
  for (int i = 0; i < selectors.vertex_count(); ++i) {
    const float* position = selectors.space.row(i);
    snapshot.x.push_back(kInImage.byte_of(position[0]));
    snapshot.y.push_back(kInImage.byte_of(position[1]));
  }
  snapshot.scale = kShare.bytes_of(selectors.scale.values);
  snapshot.validation_r2 = kScore.bytes_of(validation_r2);
  snapshot.validation_r2.resize(snapshot.layer.size(), kUnknown);
  return snapshot;
}

Selectors selectors_of(const MapSnapshot& snapshot, int layers) {
  const std::array<float, 256> weights = peak_weights(layers);
  const auto vertices = std::int64_t(snapshot.vertex_count());
  Selectors selectors{Array<float>(Shape{vertices, std::int64_t(layers)}),
                      Array<float>(Shape{vertices, 2}),
                      Array<float>(Shape{vertices}, kShare.values_of(snapshot.scale))};
  for (std::int64_t i = 0; i < vertices; ++i) {
    const auto at = std::size_t(i);
    assert(snapshot.layer[at] < layers);
    const float peak = weights[snapshot.confidence[at]];
    float* row = selectors.layer.row(i);
    std::fill_n(row, layers, layers > 1 ? (1 - peak) / float(layers - 1) : 0);
    row[snapshot.layer[at]] = peak;
    selectors.space.row(i)[0] = kInImage.value_of(snapshot.x[at]);
    selectors.space.row(i)[1] = kInImage.value_of(snapshot.y[at]);
  }
  return selectors;
}

std::vector<float> expected_layers(const MapSnapshot& snapshot, int layers) {
  return layer_range(layers).values_of(snapshot.expected_layer);
}

std::vector<float> validation_r2_of(const MapSnapshot& snapshot) {
  return kScore.values_of(snapshot.validation_r2);
}

}  // namespace cortiscope
