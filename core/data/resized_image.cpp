#include "core/data/resized_image.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cortiscope {
namespace {

/// What one new pixel takes from a row or column: weights of sum 1, from `first` on.
struct Share {
  int first = 0;
  std::vector<float> weights;
};

/// A triangle as wide as two pixels of the coarser side, around each new pixel's centre.
std::vector<Share> shares_of(int from, int to) {
  const double step = double(from) / to;
  const double reach = std::max(1.0, step);
  std::vector<Share> shares;
  for (int i = 0; i < to; ++i) {
    const double center = (i + 0.5) * step - 0.5;
    Share share;
    share.first = std::max(0, int(std::ceil(center - reach)));
    const int last = std::min(from - 1, int(std::floor(center + reach)));
    double sum = 0;
    for (int at = share.first; at <= last; ++at) {
      share.weights.push_back(float(std::max(0.0, 1 - std::abs(at - center) / reach)));
      sum += share.weights.back();
    }
    for (float& weight : share.weights) weight = float(weight / sum);
    shares.push_back(std::move(share));
  }
  return shares;
}

std::uint8_t to_byte(float value) {
  return std::uint8_t(std::lround(std::clamp(value, 0.0F, 255.0F)));
}

}  // namespace

Image resized(const Image& image, int width, int height) {
  if (image.width == width && image.height == height) return image;
  const std::vector<Share> across = shares_of(image.width, width);
  const std::vector<Share> down = shares_of(image.height, height);
  std::vector<float> narrow(std::size_t(image.height) * width * 3);
  float* out = narrow.data();
  for (int y = 0; y < image.height; ++y) {
    for (const Share& share : across) {
      for (std::size_t i = 0; i < share.weights.size(); ++i) {
        const Rgb8 pixel = image.at(share.first + int(i), y);
        out[0] += share.weights[i] * float(pixel.r);
        out[1] += share.weights[i] * float(pixel.g);
        out[2] += share.weights[i] * float(pixel.b);
      }
      out += 3;
    }
  }
  Image result(width, height);
  for (int y = 0; y < height; ++y) {
    const Share& share = down[std::size_t(y)];
    for (int x = 0; x < width; ++x) {
      float sum[3] = {};
      for (std::size_t i = 0; i < share.weights.size(); ++i) {
        const float* in = narrow.data() + ((share.first + std::int64_t(i)) * width + x) * 3;
        for (int c = 0; c < 3; ++c) sum[c] += share.weights[i] * in[c];
      }
      result.at(x, y) = {to_byte(sum[0]), to_byte(sum[1]), to_byte(sum[2])};
    }
  }
  return result;
}

}  // namespace cortiscope
