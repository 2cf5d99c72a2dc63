#include "core/data/token_scaling.h"

#include <cassert>

namespace cortiscope {
namespace {

/// @param tokens  (B, C, ...), changed in place
void apply(const ChannelScaling& scaling, Array<float>& tokens) {
  const std::size_t channels = scaling.mean.size();
  const std::size_t images = std::size_t(tokens.rows());
  assert(tokens.shape.size() >= 2 && tokens.shape[1] == std::int64_t(channels));
  const std::size_t places = tokens.values.size() / std::max<std::size_t>(images * channels, 1);
  float* value = tokens.values.data();
  for (std::size_t image = 0; image < images; ++image) {
    for (std::size_t c = 0; c < channels; ++c) {
      const float mean = scaling.mean[c], factor = scaling.factor[c];
      for (std::size_t place = 0; place < places; ++place, ++value) {
        *value = (*value - mean) * factor;
      }
    }
  }
}

}  // namespace

void apply(const TokenScaling& scaling, TokenBatch& tokens) {
  if (scaling.empty()) return;
  assert(scaling.local.size() == tokens.local.size());
  for (std::size_t l = 0; l < tokens.local.size(); ++l) {
    apply(scaling.local[l], tokens.local[l]);
    apply(scaling.global[l], tokens.global[l]);
  }
}

void apply(const TokenScaling& scaling, int layer, LayerTokens& tokens) {
  if (scaling.empty()) return;
  apply(scaling.local[std::size_t(layer)], tokens.local);
  apply(scaling.global[std::size_t(layer)], tokens.global);
}

}  // namespace cortiscope
