// The weights of TorchScript networks, as they lie in the saved modules.
#include <gtest/gtest.h>
#include <torch/script.h>

#include <algorithm>
#include <map>

#include "core/backbone/open_backbone.h"
#include "core/backbone/script.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

ScriptSource two_convolutions() {
  ScriptSource source;
  source.name = "two";
  source.methods = R"(
def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    early = torch.conv2d(images, self.first) * self.gain
    late = torch.conv2d(early, self.second)
    return [early, late], [early.mean([2, 3]), late.mean([2, 3])]
)";
  for (const auto& [name, inputs] : std::map<std::string, int>{{"first", 3}, {"second", 20}}) {
    Array<float> weights(Shape{20, inputs, 3, 3});
    for (std::size_t i = 0; i < weights.values.size(); ++i) weights.values[i] = 0.01F * float(i);
    source.parameters[name] = weights;
  }
  source.buffers["gain"] = Array<float>(Shape{20, 1, 1}, 0.5F);
  for (int i = 0; i < 20; ++i) source.buffers["gain"].values[std::size_t(i)] += 0.1F * float(i);
  return source;
}

using Tensors = std::map<std::string, std::vector<float>>;

/// Every parameter and buffer of a saved network, by name.
Tensors tensors_of(const ScriptBackbone& network) {
  const TempDir folder;
  network.save(folder / "saved.pt");
  Tensors tensors;
  const auto add = [&](const std::string& name, const at::Tensor& tensor) {
    const at::Tensor values = tensor.contiguous();
    tensors[name].assign(values.data_ptr<float>(), values.data_ptr<float>() + values.numel());
  };
  const torch::jit::Module module = torch::jit::load((folder / "saved.pt").string());
  for (const auto& parameter : module.named_parameters()) add(parameter.name, parameter.value);
  for (const auto& buffer : module.named_buffers()) add(buffer.name, buffer.value);
  return tensors;
}

Tensors shuffled(std::uint64_t seed) {
  const auto network = make_script_backbone(two_convolutions());
  network->shuffle_weights(seed);
  return tensors_of(*network);
}

TEST(ShuffleWeights, PermutesTheValuesOfEachTensorAndKeepsBuffers) {
  const Tensors trained = tensors_of(*make_script_backbone(two_convolutions()));
  const Tensors twin = shuffled(5);
  ASSERT_EQ(twin.size(), 3U);
  EXPECT_EQ(twin.at("gain"), trained.at("gain"));
  for (const char* name : {"first", "second"}) {
    std::vector<float> values = twin.at(name), sorted = trained.at(name);
    int in_place = 0;
    for (std::size_t i = 0; i < values.size(); ++i) in_place += values[i] == sorted[i];
    EXPECT_LT(in_place, 10) << name;
    std::sort(values.begin(), values.end());
    std::sort(sorted.begin(), sorted.end());
    EXPECT_EQ(values, sorted) << name;
  }
}

TEST(ShuffleWeights, GivesTheSameTwinForTheSameSeedOnly) {
  EXPECT_EQ(shuffled(5), shuffled(5));
  EXPECT_NE(shuffled(5).at("first"), shuffled(6).at("first"));
  EXPECT_NE(shuffled(5).at("second"), shuffled(6).at("second"));
}

/// Half precision is permuted as it is, and weights deeper in the module by their full names.
TEST(ShuffleWeights, ReachesEveryModuleAndTypeOfANetworkOfOthers) {
  const TempDir folder;
  const at::Tensor values = torch::arange(600).to(torch::kHalf);
  torch::jit::Module inner("Inner"), outer("Outer");
  inner.register_parameter("weight", values.clone().requires_grad_(false), false);
  outer.register_parameter("weight", values.clone().requires_grad_(false), false);
  outer.register_module("block", inner);
  outer.define(R"(
def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    both = torch.stack([self.weight, self.block.weight]).to(images.dtype)
    return [both.view(1, 2, 20, 30)], [both[:, 0:1].view(1, 2)]
)");
  outer.save((folder / "outer.pt").string());
  const auto network = open_backbone(folder / "outer.pt");
  network->shuffle_weights(1);
  const std::vector<float> tokens = network->tokens({Image(2, 2)}).local[0].values;
  std::vector<float> own(tokens.begin(), tokens.begin() + 600),
      of_block(tokens.begin() + 600, tokens.end());
  EXPECT_NE(own, of_block);
  for (std::vector<float>* found : {&own, &of_block}) {
    std::sort(found->begin(), found->end());
    for (int i = 0; i < 600; ++i) ASSERT_EQ((*found)[std::size_t(i)], float(i));
  }
}

// Dropout of a network that was saved while it was trained would give other tokens every time.
TEST(OpenBackbone, EvaluatesANetworkThatWasSavedInTraining) {
  const TempDir folder;
  torch::jit::Module module("Network");
  module.register_attribute("training", c10::BoolType::get(), true);
  module.define(R"(
def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    tokens = torch.dropout(images, 0.5, self.training)
    return [tokens], [tokens.mean([2, 3])]
)");
  module.save((folder / "dropout.pt").string());
  const TokenBatch tokens =
      open_backbone(folder / "dropout.pt")->tokens({Image(8, 8, {255, 255, 255})});
  EXPECT_EQ(tokens.local[0].values, std::vector<float>(192, 1));
}

}  // namespace
}  // namespace cortiscope
