#include "core/data/selectors.h"

#include <algorithm>
#include <cmath>

namespace cortiscope {

std::vector<int> chosen_layers(const Selectors& selectors) {
  std::vector<int> chosen(selectors.vertex_count());
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const float* w = selectors.layer.row(std::int64_t(i));
    chosen[i] = int(std::max_element(w, w + selectors.layer_count()) - w);
  }
  return chosen;
}

std::vector<float> expected_layers(const Selectors& selectors) {
  std::vector<float> expected(selectors.vertex_count());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const float* w = selectors.layer.row(std::int64_t(i));
    double sum = 0;
    for (int l = 0; l < selectors.layer_count(); ++l) sum += (l + 1) * double(w[l]);
    expected[i] = float(sum);
  }
  return expected;
}

std::vector<float> normalised_depths(const Selectors& selectors) {
  std::vector<float> depths = expected_layers(selectors);
  const int layers = selectors.layer_count();
  for (float& depth : depths) depth = layers > 1 ? (depth - 1) / float(layers - 1) : 0;
  return depths;
}

std::vector<float> layer_confidence(const Selectors& selectors) {
  const int layers = selectors.layer_count();
  std::vector<float> confidence(selectors.vertex_count(), 1.0F);
  if (layers < 2) return confidence;
  for (std::size_t i = 0; i < confidence.size(); ++i) {
    const float* w = selectors.layer.row(std::int64_t(i));
    double entropy = 0;
    for (int l = 0; l < layers; ++l) {
      if (w[l] > 0) entropy -= w[l] * std::log(double(w[l]));
    }
    confidence[i] = float(1 - entropy / std::log(double(layers)));
  }
  return confidence;
}

}  // namespace cortiscope
