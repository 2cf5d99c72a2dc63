#include "core/simulate/synthetic_network.h"

#include <algorithm>

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
/// and the global tokens of each layer. `calibrate` runs the trunk once and sets each of them
/// before it is first used.
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

def set_normal(self, which: int, values: Tensor, wanted: float) -> None:
    but_channels = [0, 2, 3] if values.dim() == 4 else [0]
    self.mean[which].copy_(values.mean(but_channels))
    deviation = values.std(but_channels, False).clamp_min(1e-4)
    self.deviation[which].copy_(deviation / wanted)

def calibrate(self, images: Tensor) -> None:
    stages = self.stage_filters.size(0) + 1
    layers = self.places.size(0)
    wanted = float(self.token_deviation)
    stem = self.stem(images)
    self.set_normal(0, stem, 1.0)
    state = self.normalized(stem, 0)
    whole = self.pooled(state)
    self.set_normal(stages, whole, 1.0)
    whole = self.normalized(whole, stages)
    states = [state]
    wholes = [whole]
    for stage in range(stages - 1):
        self.set_normal(stage + 1, self.branch(state, stage), 1.0)
        state = self.next_state(state, stage)
        self.set_normal(stages + stage + 1, self.pooled(state), 1.0)
        whole = self.next_whole(whole, state, stage + 1)
        states.append(state)
        wholes.append(whole)
    for layer in range(layers):
        self.set_normal(2 * layers + layer, self.local_token(self.mixed(states, layer)), wanted)
        self.set_normal(3 * layers + layer, self.mixed(wholes, layer), wanted)
)";

Array<float> scalar(double value) { return Array<float>(Shape{}, float(value)); }

}  // namespace

const std::vector<std::string>& synthetic_network_names() {
  static const std::vector<std::string> names = {"aligned", "truncated", "low-level", "scrambled"};
  return names;
}

std::string title_of_network(const std::string& name) {
  if (name == kFinetunedNetwork) return "aligned, fine-tuned";
  if (name == kForgottenNetwork) return "aligned, all forgotten";
  return name;
}

void require_synthetic_network(const std::string& name) {
  std::vector<std::string> names = synthetic_network_names();
  names.insert(names.end(), {kFinetunedNetwork, kForgottenNetwork, kUntrainedNetwork});
  if (std::find(names.begin(), names.end(), name) != names.end()) return;
  throw option_error(ErrorKind::kBadValue, "networks", "there is no network \"" + name + "\"",
                     "there are aligned, truncated, low-level, scrambled, aligned-finetuned, "
                     "aligned-forgotten and untrained");
}

std::unique_ptr<ScriptBackbone> make_synthetic_network(const std::string& name, std::uint64_t seed,
                                                       const std::vector<Image>& calibration) {
  require_synthetic_network(name);
  Random random(seed, /*stream=*/2);
  ScriptSource source;
  source.name = name;
  source.methods = kSource;
  source.parameters["stem_filters"] = stem_filters(kChannels, kStemSide, random);
  source.parameters["stage_filters"] = stage_filters(kLayers - 1, kChannels, random);
  source.buffers["mean"] = Array<float>(Shape{4 * kLayers, kChannels}, 0.0F);
  source.buffers["deviation"] = Array<float>(Shape{4 * kLayers, kChannels}, 1.0F);
  source.buffers["places"] = Array<float>(Shape{kLayers}, trunk_places(name));
  source.buffers["keep_local"] = scalar(kKeepLocal);
  source.buffers["keep_whole"] = scalar(kKeepWhole);
  source.buffers["token_deviation"] = scalar(kTokenDeviation);
  std::unique_ptr<ScriptBackbone> network = make_script_backbone(source);
  const std::size_t count = std::min<std::size_t>(kLargestCalibration, calibration.size());
  network->run("calibrate", {calibration.begin(), calibration.begin() + std::ptrdiff_t(count)});
  if (name == kUntrainedNetwork) network->shuffle_weights(seed);
  return network;
}

FeatureInfo synthetic_features(const std::string& network, const std::vector<std::string>& images) {
  FeatureInfo info;
  info.network = title_of_network(network);
  info.is_synthetic = true;
  for (int l = 1; l <= kLayers; ++l) info.layers.push_back("layer " + std::to_string(l));
  info.channels.assign(kLayers, kChannels);
  info.images = images;
  return info;
}

}  // namespace cortiscope
