#include "core/data/read_through.h"

#include <cassert>
#include <cmath>

namespace cortiscope {
namespace {

/// A layer with a smaller weight is not read.
constexpr float kNegligible = 1e-7F;

/// One layer's tokens with the channels of a token side by side: (B, H * W, C).
std::vector<float> channels_last(const Array<float>& local) {
  const std::int64_t images = local.shape[0], channels = local.shape[1];
  const std::int64_t places = local.shape[2] * local.shape[3];
  std::vector<float> out(local.values.size());
  for (std::int64_t b = 0; b < images; ++b) {
    const float* in = local.row(b);
    float* image = out.data() + b * channels * places;
    for (std::int64_t c = 0; c < channels; ++c) {
      for (std::int64_t p = 0; p < places; ++p) image[p * channels + c] = in[c * places + p];
    }
  }
  return out;
}

void add_scaled(const float* from, float weight, std::int64_t count, float* to) {
  for (std::int64_t c = 0; c < count; ++c) to[c] += weight * from[c];
}

}  // namespace

TokenMix tokens_around(float x, float y, int rows, int columns) {
  const float column = (x + 1) / 2 * float(columns) - 0.5F;
  const float row = (y + 1) / 2 * float(rows) - 0.5F;
  const int left = int(std::floor(column));
  const int top = int(std::floor(row));
  const float to_right = column - float(left);
  const float to_bottom = row - float(top);
  TokenMix mix{};
  for (int corner = 0; corner < 4; ++corner) {
    const int at_row = top + corner / 2;
    const int at_column = left + corner % 2;
    const bool is_inside = at_row >= 0 && at_row < rows && at_column >= 0 && at_column < columns;
    const float weight =
        (corner / 2 ? to_bottom : 1 - to_bottom) * (corner % 2 ? to_right : 1 - to_right);
    mix.token[corner] = is_inside ? at_row * columns + at_column : -1;
    mix.weight[corner] = is_inside ? weight : 0;
  }
  return mix;
}

Array<float> read_through(const TokenBatch& tokens, const Selectors& selectors,
                          const std::vector<int>& vertices) {
  const int layers = selectors.layer_count();
  assert(int(tokens.local.size()) == layers && int(tokens.global.size()) == layers);
  const Shape& shape = tokens.local.front().shape;
  const std::int64_t images = shape[0], channels = shape[1];
  const int rows = int(shape[2]), columns = int(shape[3]);

  Array<float> read(Shape{images, std::int64_t(vertices.size()), channels});
  for (int l = 0; l < layers; ++l) {
    assert(tokens.local[l].shape == shape);
    const std::vector<float> local = channels_last(tokens.local[l]);
    for (std::size_t i = 0; i < vertices.size(); ++i) {
      const int vertex = vertices[i];
      const float share = selectors.layer.row(vertex)[l];
      if (share < kNegligible) continue;
      const float scale = selectors.scale.values[std::size_t(vertex)];
      const float* place = selectors.space.row(vertex);
      const TokenMix mix = tokens_around(place[0], place[1], rows, columns);
      for (std::int64_t b = 0; b < images; ++b) {
        float* out = read.row(b) + std::int64_t(i) * channels;
        const float* image = local.data() + b * rows * columns * channels;
        for (int corner = 0; corner < 4; ++corner) {
          if (mix.token[corner] < 0) continue;
          add_scaled(image + mix.token[corner] * channels, share * (1 - scale) * mix.weight[corner],
                     channels, out);
        }
        add_scaled(tokens.global[l].row(b), share * scale, channels, out);
      }
    }
  }
  return read;
}

}  // namespace cortiscope
