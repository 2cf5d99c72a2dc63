#include "core/simulate/synthetic_network.h"

#include <ATen/Parallel.h>
#include <torch/script.h>

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/simulate/network_weights.h"

namespace cortiscope {
namespace {

constexpr int kLayers = 12;
constexpr int kChannels = 64;
constexpr int kStemSide = 7;
constexpr double kKeepLocal = 0.70;  ///< a: how much of a stage's input stays
constexpr double kKeepWhole = 0.35;  ///< the same for the image as a whole
constexpr int kLargestCalibration = 256;

/// The module's methods. `mean` and `deviation` hold, in this order, what normalises the stem and
/// the branch of each later stage, the pooled state of each stage, the local tokens of each layer
/// and the global tokens of each layer.
constexpr const char* kSource = R"(
def normalized(self, x: Tensor, which: int) -> Tensor:
    shape = [1, -1, 1, 1] if x.dim() == 4 else [1, -1]
    return (x - self.mean[which].view(shape)) / self.deviation[which].view(shape)

def residual(self, state: Tensor, branch: Tensor, keep: float) -> Tensor:
    return keep * state + (1.0 - keep * keep) ** 0.5 * branch

def stem(self, images: Tensor) -> Tensor:
    return torch.relu(torch.conv2d((images - 0.45) * 4.0, self.stem_filters, None, [4, 4], [3, 3]))

def branch(self, state: Tensor, stage: int) -> Tensor:
    centered = state - state.mean(1, True)
    contrast = centered / torch.sqrt((centered * centered).mean(1, True) + 0.1)
    return torch.abs(torch.conv2d(contrast, self.stage_filters[stage], None, [1, 1], [1, 1]))

def next_state(self, state: Tensor, stage: int) -> Tensor:
    return self.residual(state, self.normalized(self.branch(state, stage), stage + 1),
                         float(self.keep_local))

def pooled(self, state: Tensor) -> Tensor:
    values = state.flatten(2)
    return (torch.softmax(1.5 * values, 2) * values).sum(2)

def next_whole(self, whole: Tensor, state: Tensor, stage: int) -> Tensor:
    stages = self.stage_filters.size(0) + 1
    return self.residual(whole, self.normalized(self.pooled(state), stages + stage),
                         float(self.keep_whole))

def trunk(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    stages = self.stage_filters.size(0) + 1
    state = self.normalized(self.stem(images), 0)
    whole = self.normalized(self.pooled(state), stages)
    states = [state]
    wholes = [whole]
    for stage in range(stages - 1):
        state = self.next_state(state, stage)
        whole = self.next_whole(whole, state, stage + 1)
        states.append(state)
        wholes.append(whole)
    return states, wholes

def mixed(self, stages: List[Tensor], layer: int) -> Tensor:
    place = float(self.places[layer])
    lower = int(place)
    if place == float(lower):
        return stages[lower]
    return (1.0 - place + lower) * stages[lower] + (place - lower) * stages[lower + 1]

def local_token(self, state: Tensor) -> Tensor:
    return torch.avg_pool2d(state, [2, 2])

def get_tokens(self, images: Tensor) -> Tuple[List[Tensor], List[Tensor]]:
    states, wholes = self.trunk(images)
    layers = self.places.size(0)
    local: List[Tensor] = []
    whole: List[Tensor] = []
    for layer in range(layers):
        state = self.local_token(self.mixed(states, layer))
        local.append(self.normalized(state, 2 * layers + layer))
        whole.append(self.normalized(self.mixed(wholes, layer), 3 * layers + layer))
    return local, whole
)";

torch::Tensor to_tensor(const Array<float>& array) {
  return torch::from_blob(const_cast<float*>(array.values.data()), array.shape).clone();
}

/// (B, 3, H, W) in 0..1.
torch::Tensor to_tensor(const std::vector<Image>& images) {
  const int width = images.front().width, height = images.front().height;
  torch::Tensor tensor = torch::empty({std::int64_t(images.size()), 3, height, width});
  float* out = tensor.data_ptr<float>();
  const std::int64_t plane = std::int64_t(width) * height;
  for (const Image& image : images) {
    for (std::int64_t i = 0; i < plane; ++i) {
      const Rgb8 pixel = image.pixels[std::size_t(i)];
      out[i] = float(pixel.r) / 255;
      out[plane + i] = float(pixel.g) / 255;
      out[2 * plane + i] = float(pixel.b) / 255;
    }
    out += 3 * plane;
  }
  return tensor;
}

Array<float> to_array(const torch::Tensor& tensor) {
  const torch::Tensor plain = tensor.to(torch::kCPU, torch::kFloat32).contiguous();
  const float* values = plain.data_ptr<float>();
  return {Shape(plain.sizes().begin(), plain.sizes().end()),
          std::vector<float>(values, values + plain.numel())};
}

/// Sets what brings values like these, (B, C, H, W) or (B, C), to mean 0 and the deviation wanted.
void calibrate(torch::jit::Module& module, int which, const torch::Tensor& values,
               float wanted = 1) {
  const std::vector<std::int64_t> but_channels =
      values.dim() == 4 ? std::vector<std::int64_t>{0, 2, 3} : std::vector<std::int64_t>{0};
  module.attr("mean").toTensor()[which].copy_(values.mean(but_channels));
  module.attr("deviation")
      .toTensor()[which]
      .copy_(values.std(but_channels, /*unbiased=*/false).clamp_min(1e-4) / wanted);
}

/// Runs the trunk once, setting each normalisation before it is first used.
void calibrate_all(torch::jit::Module& module, const torch::Tensor& images) {
  const auto run = [&](const char* method, const std::vector<c10::IValue>& inputs) {
    return module.get_method(method)(inputs).toTensor();
  };
  const torch::Tensor stem = run("stem", {images});
  calibrate(module, 0, stem);
  torch::Tensor state = run("normalized", {stem, 0});
  torch::Tensor whole = run("pooled", {state});
  calibrate(module, kLayers, whole);
  whole = run("normalized", {whole, kLayers});
  c10::List<torch::Tensor> states({state}), wholes({whole});
  for (int stage = 0; stage + 1 < kLayers; ++stage) {
    calibrate(module, stage + 1, run("branch", {state, stage}));
    state = run("next_state", {state, stage});
    calibrate(module, kLayers + stage + 1, run("pooled", {state}));
    whole = run("next_whole", {whole, state, stage + 1});
    states.push_back(state);
    wholes.push_back(whole);
  }
  for (int layer = 0; layer < kLayers; ++layer) {
    const torch::Tensor mixed = run("mixed", {states, layer});
    calibrate(module, 2 * kLayers + layer, run("local_token", {mixed}),
              SyntheticNetwork::kTokenDeviation);
    calibrate(module, 3 * kLayers + layer, run("mixed", {wholes, layer}),
              SyntheticNetwork::kTokenDeviation);
  }
}

}  // namespace

struct SyntheticNetwork::Module {
  mutable torch::jit::Module script;
};

const std::vector<std::string>& synthetic_network_names() {
  static const std::vector<std::string> names = {"aligned", "truncated", "low-level", "scrambled"};
  return names;
}

SyntheticNetwork::SyntheticNetwork(const std::string& name, std::uint64_t seed,
                                   const std::vector<Image>& calibration)
    : name_(name), module_(std::make_unique<Module>()) {
  const std::vector<std::string>& names = synthetic_network_names();
  if (std::find(names.begin(), names.end(), name) == names.end()) {
    throw Error(ErrorKind::kBadValue, "--networks", "there is no network \"" + name + "\"",
                "there are aligned, truncated, low-level and scrambled");
  }
  const torch::NoGradGuard no_grad;
  Random random(seed, /*stream=*/2);
  torch::jit::Module& module = module_->script;
  module = torch::jit::Module("SyntheticNetwork");
  module.register_parameter("stem_filters", to_tensor(stem_filters(kChannels, kStemSide, random)),
                            false);
  module.register_parameter("stage_filters",
                            to_tensor(stage_filters(kLayers - 1, kChannels, random)), false);
  module.register_buffer("mean", torch::zeros({4 * kLayers, kChannels}));
  module.register_buffer("deviation", torch::ones({4 * kLayers, kChannels}));
  module.register_buffer("places", torch::tensor(trunk_places(name)));
  module.register_buffer("keep_local", torch::tensor(kKeepLocal));
  module.register_buffer("keep_whole", torch::tensor(kKeepWhole));
  module.define(kSource);
  module.eval();
  const std::size_t count = std::min<std::size_t>(kLargestCalibration, calibration.size());
  calibrate_all(module, to_tensor({calibration.begin(), calibration.begin() + count}));
}

SyntheticNetwork::SyntheticNetwork(std::string name, std::unique_ptr<Module> module)
    : name_(std::move(name)), module_(std::move(module)) {}
SyntheticNetwork::SyntheticNetwork(SyntheticNetwork&&) noexcept = default;
SyntheticNetwork& SyntheticNetwork::operator=(SyntheticNetwork&&) noexcept = default;
SyntheticNetwork::~SyntheticNetwork() = default;

SyntheticNetwork SyntheticNetwork::load(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    throw Error(ErrorKind::kNotFound, file.string(), "no such file",
                "cortiscope simulate writes networks as <name>.pt");
  }
  auto module = std::make_unique<Module>();
  bool has_tokens = false;
  try {
    module->script = torch::jit::load(file.string());
    has_tokens = module->script.find_method("get_tokens").has_value();
  } catch (const c10::Error&) {
  }
  if (!has_tokens) {
    throw Error(ErrorKind::kBadFormat, file.string(),
                "expected a TorchScript module with a method get_tokens, found none",
                "save the network with torch.jit.script(network).save(file)");
  }
  return SyntheticNetwork(file.stem().string(), std::move(module));
}

FeatureInfo SyntheticNetwork::info(const std::vector<std::string>& images) const {
  FeatureInfo info;
  info.network = name_;
  info.is_synthetic = true;
  for (int l = 1; l <= kLayers; ++l) info.layers.push_back("layer " + std::to_string(l));
  info.channels.assign(kLayers, kChannels);
  info.images = images;
  return info;
}

TokenBatch SyntheticNetwork::tokens(const std::vector<Image>& images) const {
  const torch::NoGradGuard no_grad;
  const auto tuple = module_->script.run_method("get_tokens", to_tensor(images)).toTuple();
  TokenBatch batch;
  for (const torch::Tensor& local : tuple->elements()[0].toTensorVector()) {
    batch.local.push_back(to_array(local));
  }
  for (const torch::Tensor& global : tuple->elements()[1].toTensorVector()) {
    batch.global.push_back(to_array(global));
  }
  return batch;
}

void SyntheticNetwork::save(const std::filesystem::path& file) const {
  try {
    module_->script.save(file.string());
  } catch (const c10::Error& error) {
    throw Error(ErrorKind::kBadFormat, file.string(), error.what_without_backtrace(),
                "is the disk full, or the folder gone?");
  }
}

void set_network_threads(int threads) { at::set_num_threads(threads); }

}  // namespace cortiscope
