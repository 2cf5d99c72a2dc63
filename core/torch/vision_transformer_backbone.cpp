#include "core/torch/vision_transformer_backbone.h"

#include <torch/types.h>
#include <torch/utils.h>

#include <cmath>

#include "core/backbone/script_archive.h"
#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/torch/tensors.h"
#include "core/torch/torch_errors.h"

namespace cortiscope {
namespace {

/// The largest matrix of attention at once, in numbers: 512 MB.
constexpr std::int64_t kMostAttention = std::int64_t(1) << 27;

class VisionTransformerBackbone : public Backbone {
 public:
  VisionTransformerBackbone(const VisionTransformer& network, const SafetensorsFile& weights,
                            const BackboneOptions& options)
      : network_(network),
        name_(network_name(weights.file())),
        device_(options.device),
        tokens_(options.tokens.value_or(TokenKind::kStream)) {
    for (const auto& [part, tensor] : network.parts) {
      parts_[part] = to_tensor(weights.read(tensor)).to(device_);
    }
    for (int i = 0; i < network.blocks; ++i) layers_.push_back("block " + std::to_string(i + 1));
  }

  const std::string& name() const override { return name_; }
  bool is_synthetic() const override { return false; }
  const Preprocessing& preprocessing() const override { return network_.preprocessing; }
  const std::vector<std::string>& layer_names() const override { return layers_; }
  std::string objective() const override { return network_.objective; }
  std::string token_kind() const override { return cortiscope::name_of(tokens_); }

  void shuffle_weights(std::uint64_t seed) override {
    with_errors([&] {
      const at::NoGradGuard no_gradient;
      for (auto& [part, weights] : parts_) shuffle(weights, seed, network_.parts.at(part));
      resized_ = {};
    });
  }

  TokenBatch tokens(const std::vector<Image>& images) override {
    return with_errors([&] {
      const at::NoGradGuard no_gradient;
      require_patches(images.front());
      const std::int64_t rows = images.front().height / network_.patch;
      const std::int64_t columns = images.front().width / network_.patch;
      at::Tensor stream =
          embed(to_input(images, network_.preprocessing).to(device_), rows, columns);
      TokenBatch batch;
      for (int i = 0; i < network_.blocks; ++i) {
        const at::Tensor next = after_block(stream, "blocks." + std::to_string(i) + ".");
        add(tokens_ == TokenKind::kStream ? next : next - stream, rows, columns, batch);
        stream = next;
      }
      return batch;
    });
  }

 private:
  void require_patches(const Image& image) const {
    const int patch = network_.patch;
    const bool is_whole = image.width >= patch && image.height >= patch &&
                          image.width % patch == 0 && image.height % patch == 0;
    if (is_whole) return;
    throw option_error(
        ErrorKind::kBadValue, "resolution",
        "expected a multiple of " + std::to_string(patch) + ", the patches of " + name_ +
            ", found images of " + std::to_string(image.width) + " x " +
            std::to_string(image.height) + " pixels",
        "its position embeddings are of " + std::to_string(network_.preprocessing.side));
  }

  bool has(const std::string& part) const { return parts_.count(part) > 0; }
  const at::Tensor& part(const std::string& name) const { return parts_.at(name); }
  at::Tensor part_or_none(const std::string& name) const {
    return has(name) ? part(name) : at::Tensor();
  }

  at::Tensor normalized(const at::Tensor& x, const std::string& norm) const {
    return torch::layer_norm(x, {network_.width}, part(norm + ".weight"), part(norm + ".bias"),
                             network_.epsilon);
  }
  at::Tensor linear(const at::Tensor& x, const std::string& name) const {
    return torch::linear(x, part(name + ".weight"), part_or_none(name + ".bias"));
  }

  /// The stream before the first block, (B, T, D): class token, registers, patches.
  at::Tensor embed(const at::Tensor& images, std::int64_t rows, std::int64_t columns) {
    const std::int64_t count = images.size(0), width = network_.width;
    at::Tensor patches =
        torch::conv2d(images, part("patch.weight"), part_or_none("patch.bias"), network_.patch)
            .flatten(2)
            .transpose(1, 2);
    const at::Tensor positions = part("positions").reshape({-1, width});
    patches = patches + positions_of_patches(positions, rows, columns);
    std::vector<at::Tensor> prefix;
    for (const char* name : {"class_token", "registers"}) {
      if (has(name)) prefix.push_back(part(name).reshape({-1, width}));
    }
    if (prefix.empty()) return before_blocks(patches);
    at::Tensor first = torch::cat(prefix);
    const std::int64_t placed = network_.placed_tokens;
    first = torch::cat({first.narrow(0, 0, placed) + positions.narrow(0, 0, placed),
                        first.narrow(0, placed, first.size(0) - placed)});
    return before_blocks(torch::cat({first.unsqueeze(0).expand({count, -1, -1}), patches}, 1));
  }

  at::Tensor before_blocks(const at::Tensor& stream) const {
    return has("pre_norm.weight") ? normalized(stream, "pre_norm") : stream;
  }

  /// (rows * columns, D).
  const at::Tensor& positions_of_patches(const at::Tensor& positions, std::int64_t rows,
                                         std::int64_t columns) {
    const std::int64_t grid = network_.grid, width = network_.width;
    if (resized_.positions.defined() && resized_.rows == rows && resized_.columns == columns) {
      return resized_.positions;
    }
    at::Tensor table = positions.narrow(0, network_.placed_tokens, grid * grid);
    if (rows != grid || columns != grid) {
      table = table.reshape({1, grid, grid, width}).permute({0, 3, 1, 2});
      table = resize(table.to(torch::kCPU).contiguous(), rows, columns).to(device_);
      table = table.permute({0, 2, 3, 1}).reshape({rows * columns, width});
    }
    resized_ = {rows, columns, table};
    return resized_.positions;
  }

  at::Tensor resize(const at::Tensor& table, std::int64_t rows, std::int64_t columns) const {
    const PositionResizing& how = network_.resizing;
    if (how.is_antialiased) {
      return torch::_upsample_bicubic2d_aa(table, {rows, columns}, /*align_corners=*/false);
    }
    const auto scale = [&](std::int64_t extent) {
      return (double(extent) + how.extent_offset) / network_.grid;
    };
    return torch::upsample_bicubic2d(table, {rows, columns}, /*align_corners=*/false, scale(rows),
                                     scale(columns));
  }

  at::Tensor after_block(const at::Tensor& stream, const std::string& block) const {
    const auto scaled = [&](const at::Tensor& x, const std::string& scale) {
      return has(block + scale) ? x * part(block + scale) : x;
    };
    const at::Tensor attended = attention(normalized(stream, block + "norm1"), block);
    const at::Tensor middle = stream + scaled(linear(attended, block + "proj"), "scale1");
    const at::Tensor hidden = linear(normalized(middle, block + "norm2"), block + "fc1");
    return middle + scaled(linear(activated(hidden), block + "fc2"), "scale2");
  }

  /// (B, T, D) before the projection.
  at::Tensor attention(const at::Tensor& x, const std::string& block) const {
    std::vector<at::Tensor> parts;  // query, key, value
    if (has(block + "qkv.weight")) {
      parts = linear(x, block + "qkv").chunk(3, -1);
    } else {
      for (const char* name : {"query", "key", "value"}) parts.push_back(linear(x, block + name));
    }
    const std::int64_t count = x.size(0), length = x.size(1), heads = network_.heads;
    for (at::Tensor& each : parts) {
      each = each.reshape({count, length, heads, -1}).transpose(1, 2);  // (B, heads, T, D / heads)
    }
    const double scale = 1 / std::sqrt(double(network_.width / heads));
    const std::int64_t at_once =
        std::max<std::int64_t>(1, kMostAttention / (heads * length * length));
    std::vector<at::Tensor> done;
    for (std::int64_t first = 0; first < count; first += at_once) {
      const std::int64_t some = std::min(at_once, count - first);
      const at::Tensor query = parts[0].narrow(0, first, some) * scale;
      const at::Tensor key = parts[1].narrow(0, first, some);
      const at::Tensor weights = torch::matmul(query, key.transpose(-2, -1)).softmax(-1);
      done.push_back(torch::matmul(weights, parts[2].narrow(0, first, some)));
    }
    return torch::cat(done).transpose(1, 2).reshape({count, length, network_.width});
  }

  at::Tensor activated(const at::Tensor& hidden) const {
    if (network_.is_gated) {
      const std::vector<at::Tensor> halves = hidden.chunk(2, -1);
      return torch::silu(halves[0]) * halves[1];
    }
    switch (network_.activation) {
      case Activation::kQuickGelu:
        return hidden * torch::sigmoid(1.702 * hidden);
      case Activation::kTanhGelu:
        return torch::gelu(hidden, "tanh");
      case Activation::kGelu:
        break;
    }
    return torch::gelu(hidden);
  }

  void add(const at::Tensor& tokens, std::int64_t rows, std::int64_t columns,
           TokenBatch& batch) const {
    const at::Tensor patches =
        tokens.narrow(1, network_.prefix_tokens(), rows * columns).transpose(1, 2);
    batch.local.push_back(
        to_array(patches.reshape({tokens.size(0), network_.width, rows, columns})));
    batch.global.push_back(
        to_array(network_.has_class_token ? tokens.select(1, 0) : patches.mean(2)));
  }

  /// The position embeddings of patches on the grid that images had last.
  struct Resized {
    std::int64_t rows = 0, columns = 0;
    at::Tensor positions;  // (rows * columns, D)
  };

  VisionTransformer network_;
  std::string name_;
  c10::Device device_;
  TokenKind tokens_;
  std::map<std::string, at::Tensor> parts_;
  std::vector<std::string> layers_;
  Resized resized_;
};

}  // namespace

std::unique_ptr<Backbone> load_vision_transformer(const VisionTransformer& network,
                                                  const SafetensorsFile& weights,
                                                  const BackboneOptions& options) {
  return std::make_unique<VisionTransformerBackbone>(network, weights, options);
}

}  // namespace cortiscope
