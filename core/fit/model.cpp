#include "core/fit/model.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/base/random.h"

namespace cortiscope {
namespace {

constexpr int kFrequencies = 32;
static_assert(kEncoding == 3 * kFrequencies * 2);
constexpr std::uint64_t kParameterStream = 1;

}  // namespace

template <class T>
Array<T> position_encoding(const Array<T>& positions) {
  double low[3], extent = 0;
  for (int axis = 0; axis < 3; ++axis) {
    double least = positions.row(0)[axis], most = least;
    for (std::int64_t i = 0; i < positions.rows(); ++i) {
      least = std::min(least, double(positions.row(i)[axis]));
      most = std::max(most, double(positions.row(i)[axis]));
    }
    low[axis] = least;
    extent = std::max(extent, most - least);
  }
  if (!(extent > 0)) extent = 1;  // a single position: any scale works
  Array<T> encoding(Shape{positions.rows(), kEncoding});
  for (std::int64_t i = 0; i < positions.rows(); ++i) {
    T* out = encoding.row(i);
    for (int axis = 0; axis < 3; ++axis) {
      const double q = (positions.row(i)[axis] - low[axis]) * 100 / extent;
      for (int j = 0; j < kFrequencies; ++j) {
        // t_j is evenly spaced over 32 points, from 0 to 1/32 - 1: steps of -1/32.
        const double omega = std::pow(1000.0, -double(j) / kFrequencies);
        *out++ = T(std::sin(omega * q));
        *out++ = T(std::cos(omega * q));
      }
    }
  }
  return encoding;
}

std::vector<SelectorPart> selector_parts(const ModelSize& size) {
  const int layers = size.layer_count();
  switch (size.ablation) {
    case Ablation::kTopology:
      return {{"space", 2}, {"layer", layers}, {"scale", 1}};
    case Ablation::kFactorization:
      return {{"token_mlp", layers * (size.rows * size.columns + 1)}};
    default:
      return {{"space_mlp", 2}, {"layer_mlp", layers}, {"scale_mlp", 1}};
  }
}

template <class T>
ParametersOf<T> initial_parameters(const ModelSize& size, std::uint64_t seed) {
  Random random(seed, kParameterStream);
  const auto linear = [&](const Shape& shape, int fan_in) {
    Array<T> values{Shape(shape)};
    const double bound = 1 / std::sqrt(double(fan_in));
    for (T& value : values.values) value = T(random.uniform(-bound, bound));
    return values;
  };
  ParametersOf<T> parameters;
  const auto add_perceptron = [&](const std::string& name, int outputs) {
    parameters[name + "/w0"] = linear({kHidden, kEncoding}, kEncoding);
    parameters[name + "/b0"] = linear({kHidden}, kEncoding);
    parameters[name + "/w1"] = linear({kHidden, kHidden}, kHidden);
    parameters[name + "/b1"] = linear({kHidden}, kHidden);
    parameters[name + "/w2"] = Array<T>(Shape{outputs, kHidden});
  };
  for (const SelectorPart& part : selector_parts(size)) {
    if (size.ablation == Ablation::kTopology) {
      parameters[part.name] = Array<T>(Shape{size.vertices, part.outputs});
    } else {
      add_perceptron(part.name, part.outputs);
    }
  }
  for (int l = 0; l < size.layer_count(); ++l) {
    const int channels = size.channels[l];
    const std::string layer = std::to_string(l);
    parameters["local_bottleneck/" + layer] = linear({size.bottleneck, channels}, channels);
    parameters["global_bottleneck/" + layer] = linear({size.bottleneck, channels}, channels);
  }
  parameters["readout_weight"] = linear({size.vertices, size.bottleneck}, size.bottleneck);
  parameters["readout_bias"] = linear({size.vertices}, size.bottleneck);
  return parameters;
}

template Array<float> position_encoding(const Array<float>&);
template Array<double> position_encoding(const Array<double>&);
template ParametersOf<float> initial_parameters(const ModelSize&, std::uint64_t);
template ParametersOf<double> initial_parameters(const ModelSize&, std::uint64_t);

}  // namespace cortiscope
