#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "core/backbone/backbone.h"
#include "core/backbone/script.h"

namespace cortiscope {

/// A network as tiny_features() describes, without torch: 12 layers of 3 channels on a 4 x 4 grid.
/// The tokens of layer l are l times the red of the image's first pixel, and count on from token to
/// token.
class TinyNetwork : public Backbone {
 public:
  explicit TinyNetwork(std::string name, Preprocessing preprocessing = {})
      : name_(std::move(name)), preprocessing_(preprocessing) {}

  const std::string& name() const override { return name_; }
  bool is_synthetic() const override { return true; }
  const Preprocessing& preprocessing() const override { return preprocessing_; }
  const std::vector<std::string>& layer_names() const override { return layer_names_; }
  void shuffle_weights(std::uint64_t) override {}
  TokenBatch tokens(const std::vector<Image>& images) override {
    runs += 1;
    last_side = images.front().width;
    TokenBatch batch;
    const float red = float(images.front().at(0, 0).r) / 255;
    for (int layer = 1; layer <= 12; ++layer) {
      batch.local.push_back(counted({std::int64_t(images.size()), 3, 4, 4}, red * float(layer)));
      batch.global.push_back(counted({std::int64_t(images.size()), 3}, red * float(layer)));
    }
    return batch;
  }

  int runs = 0, last_side = 0;

 private:
  static Array<float> counted(Shape shape, float start) {
    Array<float> array(std::move(shape));
    for (std::size_t i = 0; i < array.values.size(); ++i) {
      array.values[i] = start + 0.01F * float(i);
    }
    return array;
  }

  std::string name_;
  Preprocessing preprocessing_;
  std::vector<std::string> layer_names_;
};

/// Writes a TorchScript module of 12 layers of 3 channels: the image's colours times the layer's
/// number, and their means. Loads torch.
inline void write_tiny_script(const std::filesystem::path& file) {
  ScriptSource source;
  source.name = file.stem().string();
  source.methods = R"(
def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    local: List[Tensor] = []
    whole: List[Tensor] = []
    for layer in range(12):
        tokens = images * (1.0 + layer)
        local.append(tokens)
        whole.append(tokens.mean([2, 3]))
    return local, whole
)";
  make_script_backbone(source)->save(file);
}

}  // namespace cortiscope
