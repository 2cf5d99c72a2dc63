#include "core/io/other_features/array_features.h"

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

#include "core/base/error.h"

namespace cortiscope {
namespace {

/// Numbers read at a time: a map may have a hundred times as many as the tokens that become of it.
constexpr std::int64_t kPortion = std::int64_t(1) << 23;

bool is_digit(char letter) { return std::isdigit(static_cast<unsigned char>(letter)) != 0; }

/// The digits at `at`, without zeros before them; moves `at` past them.
std::string take_digits(const std::string& text, std::size_t& at) {
  const std::size_t first = at;
  while (at < text.size() && is_digit(text[at])) ++at;
  const std::string digits = text.substr(first, at - first);
  return digits.substr(std::min(digits.find_first_not_of('0'), digits.size()));
}

}  // namespace

bool is_before(const std::string& a, const std::string& b) {
  std::size_t i = 0, j = 0;
  while (i < a.size() && j < b.size()) {
    if (is_digit(a[i]) && is_digit(b[j])) {
      const std::string left = take_digits(a, i), right = take_digits(b, j);
      if (left.size() != right.size()) return left.size() < right.size();
      if (left != right) return left < right;
    } else {
      if (a[i] != b[j]) return a[i] < b[j];
      ++i;
      ++j;
    }
  }
  const std::size_t left = a.size() - i, right = b.size() - j;
  return left != right ? left < right : a < b;
}

ArrayFeatures::ArrayFeatures(std::string network, std::vector<NamedLayer> layers,
                             std::vector<std::string> images) {
  info_.network = std::move(network);
  info_.images = std::move(images);
  std::set<std::string> seen;
  for (const std::string& image : info_.images) {
    if (seen.insert(image).second) continue;
    throw Error(ErrorKind::kBadValue, info_.network,
                "expected unique names of images, found " + in_quotes(image) + " twice",
                "extract each image once");
  }
  info_.rows = info_.columns = 1;
  for (NamedLayer& layer : layers) {
    const TokenLayout layout = token_layout(layer.arrays->shape(), layer.arrays->subject());
    if (layout.has_local()) info_.rows = info_.columns = kGridSide;
    info_.layers.push_back(std::move(layer.name));
    info_.channels.push_back(int(layout.channels));
    layers_.push_back({std::move(layer.arrays), layout});
  }
}

LayerTokens ArrayFeatures::read_layer(int layer, const std::vector<int>& images) const {
  const Layer& from = layers_[std::size_t(layer)];
  const std::int64_t channels = from.layout.channels;
  const auto count = std::int64_t(images.size());
  LayerTokens tokens{Array<float>(Shape{count, channels, info_.rows, info_.columns}),
                     Array<float>(Shape{count, channels})};
  const auto portion = std::max<std::int64_t>(1, kPortion / element_count(from.arrays->shape()));
  for (std::int64_t first = 0; first < count; first += portion) {
    const std::int64_t end = std::min(count, first + portion);
    const LayerTokens some = tokens_of(
        from.arrays->read({images.begin() + first, images.begin() + end}), from.layout, info_.rows);
    std::copy(some.local.values.begin(), some.local.values.end(), tokens.local.row(first));
    std::copy(some.global.values.begin(), some.global.values.end(), tokens.global.row(first));
  }
  return tokens;
}

Array<float> ArrayFeatures::read_last_global(const std::vector<int>& images) const {
  return read_layer(info_.layer_count() - 1, images).global;
}

TokenBatch ArrayFeatures::read(const std::vector<int>& images) const { return read_layers(images); }

int ArrayFeatures::layers_without_local() const {
  return int(std::count_if(layers_.begin(), layers_.end(),
                           [](const Layer& layer) { return !layer.layout.has_local(); }));
}

}  // namespace cortiscope
