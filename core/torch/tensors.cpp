#include "core/torch/tensors.h"

#include <torch/types.h>

#include <limits>

#include "core/backbone/weight_order.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

/// What a channel of 8 bits becomes: value * slope + intercept.
struct ChannelScale {
  float slope, intercept;
};

std::array<ChannelScale, 3> scales_of(const Preprocessing& preprocessing) {
  std::array<ChannelScale, 3> scales{};
  for (std::size_t c = 0; c < 3; ++c) {
    const double deviation = preprocessing.deviation[c];
    scales[c] = {float(1 / (255 * deviation)), float(-preprocessing.mean[c] / deviation)};
  }
  return scales;
}

}  // namespace

at::Tensor to_tensor(const Array<float>& array) {
  return torch::from_blob(const_cast<float*>(array.values.data()), array.shape).clone();
}

Array<float> to_array(const at::Tensor& tensor) {
  const at::Tensor plain = tensor.to(torch::kCPU, torch::kFloat32).contiguous();
  const float* values = plain.data_ptr<float>();
  return {Shape(plain.sizes().begin(), plain.sizes().end()),
          std::vector<float>(values, values + plain.numel())};
}

at::Tensor to_input(const std::vector<Image>& images, const Preprocessing& preprocessing) {
  const int width = images.front().width, height = images.front().height;
  at::Tensor tensor = torch::empty({std::int64_t(images.size()), 3, height, width});
  float* out = tensor.data_ptr<float>();
  const std::int64_t plane = std::int64_t(width) * height;
  const bool is_scaled = !(preprocessing.mean == Preprocessing().mean &&
                           preprocessing.deviation == Preprocessing().deviation);
  const auto [red, green, blue] = scales_of(preprocessing);
  for (const Image& image : images) {
    for (std::int64_t i = 0; i < plane; ++i) {
      const Rgb8 pixel = image.pixels[std::size_t(i)];
      // Divided where that is all, so that features stay the same to the last bit.
      out[i] = is_scaled ? float(pixel.r) * red.slope + red.intercept : float(pixel.r) / 255;
      out[plane + i] =
          is_scaled ? float(pixel.g) * green.slope + green.intercept : float(pixel.g) / 255;
      out[2 * plane + i] =
          is_scaled ? float(pixel.b) * blue.slope + blue.intercept : float(pixel.b) / 255;
    }
    out += 3 * plane;
  }
  return tensor;
}

void shuffle(at::Tensor weights, std::uint64_t seed, const std::string& name) {
  if (weights.numel() > std::numeric_limits<int>::max()) {
    throw Error(ErrorKind::kBadShape, name,
                "expected at most 2147483647 weights, found " + std::to_string(weights.numel()));
  }
  std::vector<int> order = shuffled_order(int(weights.numel()), seed, name);
  const at::Tensor from = torch::from_blob(order.data(), {weights.numel()}, torch::kInt32);
  const at::Tensor values = weights.to(torch::kCPU).flatten();
  weights.copy_(values.index_select(0, from).view(weights.sizes()));
}

}  // namespace cortiscope
