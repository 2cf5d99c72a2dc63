#include "core/backbone/vision_transformer.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/backbone/input_check.h"
#include "core/backbone/network_config.h"
#include "core/backbone/vit_defaults.h"
#include "core/backbone/vit_names.h"
#include "core/base/error.h"
#include "core/base/text_ends.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

constexpr int kMostBlocks = 1000;
constexpr int kMostWidth = 1 << 16;

constexpr const char* kExport =
    "have Python write the network as a TorchScript module with get_tokens, or its features";

/// One network in a file: whose names, and what comes before each of them.
struct Found {
  const VitNames* names;
  std::string prefix;
};

/// Whether it is trained along with another one that is of interest.
bool is_helper(const std::string& prefix) {
  return prefix.find("momentum_encoder.") != std::string::npos ||
         prefix.find("student.") != std::string::npos;
}

std::vector<Found> networks_in(const SafetensorsFile& file) {
  std::vector<Found> found;
  for (const VitNames& names : all_vit_names()) {
    for (const auto& [tensor, entry] : file.tensors()) {
      if (!ends_with(tensor, names.patch)) continue;
      std::string prefix = tensor.substr(0, tensor.size() - names.patch.size());
      if (!prefix.empty() && prefix.back() != '.') continue;
      if (file.tensors().count(prefix + names.blocks + "0." + names.norm1) == 0) continue;
      if (!is_helper(prefix)) found.push_back({&names, std::move(prefix)});
    }
  }
  return found;
}

/// Of "12.norm1.weight" the 12 and the rest; absent where no number comes first.
std::optional<std::pair<int, std::string>> split_block(const std::string& text) {
  int number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, failure] = std::from_chars(text.data(), end, number);
  if (failure != std::errc{} || rest == end || *rest != '.' || number < 0) return std::nullopt;
  return std::pair(number, std::string(rest + 1, end));
}

/// Fills in parts and how many blocks there are.
class PartFinder {
 public:
  PartFinder(const SafetensorsFile& file, const Found& found, VisionTransformer& network)
      : file_(file), found_(found), network_(network) {}

  void find() {
    for (const auto& [tensor, entry] : file_.tensors()) {
      if (!starts_with(tensor, found_.prefix)) continue;
      const std::string name = tensor.substr(found_.prefix.size());
      if (starts_with(name, found_.names->blocks)) {
        add_of_block(tensor, name.substr(found_.names->blocks.size()));
      } else if (const std::string part = part_named(found_.names->whole, name); !part.empty()) {
        add(tensor, part);
      }
    }
  }

 private:
  void add_of_block(const std::string& tensor, const std::string& name) {
    const auto block = split_block(name);
    const std::string part = block ? part_named(found_.names->block, block->second) : "";
    if (part.empty() || block->first >= kMostBlocks) {
      throw Error(ErrorKind::kBadFormat, file_.subject(tensor),
                  "expected a part of a plain vision transformer under the names of " +
                      found_.names->package + ", found another",
                  kExport);
    }
    network_.blocks = std::max(network_.blocks, block->first + 1);
    add(tensor, "blocks." + std::to_string(block->first) + "." + part);
  }

  void add(const std::string& tensor, const std::string& part) {
    file_.require_floats(tensor);
    if (network_.parts.emplace(part, tensor).second) return;
    throw Error(
        ErrorKind::kBadFormat, file_.subject(tensor),
        "expected one tensor of this part, found " + in_quotes(network_.parts[part]) + ", too",
        kExport);
  }

  const SafetensorsFile& file_;
  const Found& found_;
  VisionTransformer& network_;
};

/// Reads sizes off the shapes of parts, and checks that all parts fit.
class SizeReader {
 public:
  SizeReader(const SafetensorsFile& file, VisionTransformer& network)
      : file_(file), network_(network) {}

  void read() {
    read_patch();
    network_.has_class_token = has("class_token");
    if (network_.has_class_token) require_count("class_token", 1);
    if (has("registers")) network_.registers = rows_of("registers");
    read_positions();
    if (has("pre_norm.weight")) require_norm("pre_norm");
    for (int i = 0; i < network_.blocks; ++i) read_block("blocks." + std::to_string(i) + ".", i);
  }

 private:
  bool has(const std::string& part) const { return network_.parts.count(part) > 0; }

  const Shape& shape(const std::string& part) const {
    const auto tensor = network_.parts.find(part);
    if (tensor != network_.parts.end()) return file_.tensors().at(tensor->second).shape;
    throw Error(ErrorKind::kBadFormat, file_name(file_.file()),
                "expected the part " + part + " of a vision transformer, found none",
                "are all its weights in this file? Weights in several files must be saved as one");
  }

  [[noreturn]] void refuse(const std::string& part, const std::string& expected) const {
    throw Error(ErrorKind::kBadShape, file_.subject(network_.parts.at(part)),
                "expected " + expected + ", found shape " + to_string(shape(part)), kExport);
  }

  void require(const std::string& part, const Shape& expected) const {
    if (shape(part) != expected) refuse(part, "shape " + to_string(expected));
  }

  /// How many tokens of `width` channels a part holds, whatever its axes before these are.
  int rows_of(const std::string& part) const {
    const Shape& found = shape(part);
    if (found.empty() || found.back() != network_.width) {
      refuse(part, "tokens of " + std::to_string(network_.width) + " channels");
    }
    return int(element_count(found) / network_.width);
  }
  void require_count(const std::string& part, int count) const {
    if (rows_of(part) != count) refuse(part, std::to_string(count) + " token");
  }

  void read_patch() {
    const Shape& patch = shape("patch.weight");
    const bool is_square = patch.size() == 4 && patch[0] > 0 && patch[0] <= kMostWidth &&
                           patch[1] == 3 && patch[2] == patch[3] && patch[2] > 0 &&
                           patch[2] <= kLargestInputSide;
    if (!is_square) refuse("patch.weight", "a convolution of three channels to square patches");
    network_.width = int(patch[0]);
    network_.patch = int(patch[2]);
    if (has("patch.bias")) require("patch.bias", {network_.width});
  }

  /// They are of a square of patches, and of all tokens before these, of the class token or of
  /// none.
  void read_positions() {
    const int rows = rows_of("positions");
    for (const int placed : {network_.has_class_token ? 1 : 0, 0, network_.prefix_tokens()}) {
      const int patches = rows - placed;
      const int side = int(std::lround(std::sqrt(std::max(0, patches))));
      if (side < 1 || side * side != patches) continue;
      network_.grid = side;
      network_.placed_tokens = placed;
      return;
    }
    refuse("positions", "positions of a square of patches and of " +
                            std::to_string(network_.prefix_tokens()) + " tokens before them");
  }

  void require_norm(const std::string& part) const {
    require(part + ".weight", {network_.width});
    require(part + ".bias", {network_.width});
  }

  void require_linear(const std::string& part, std::int64_t out, std::int64_t in) const {
    require(part + ".weight", {out, in});
    if (has(part + ".bias")) require(part + ".bias", {out});
  }

  void read_block(const std::string& block, int number) {
    const std::int64_t width = network_.width;
    require_norm(block + "norm1");
    require_norm(block + "norm2");
    if (has(block + "qkv.weight")) {
      require_linear(block + "qkv", 3 * width, width);
    } else {
      for (const char* part : {"query", "key", "value"}) require_linear(block + part, width, width);
    }
    require_linear(block + "proj", width, width);
    for (const char* scale : {"scale1", "scale2"}) {
      if (has(block + scale)) require(block + scale, {width});
    }
    const Shape& into = shape(block + "fc2.weight");
    const std::int64_t hidden = into.size() == 2 ? into[1] : 0;
    require_linear(block + "fc2", width, hidden);
    const bool is_gated = shape(block + "fc1.weight") == Shape{2 * hidden, width};
    if (number == 0) network_.is_gated = is_gated;
    require_linear(block + "fc1", network_.is_gated ? 2 * hidden : hidden, width);
  }

  const SafetensorsFile& file_;
  VisionTransformer& network_;
};

/// @param config  what lies beside the weights
void apply(const NetworkConfig& config, VisionTransformer& network) {
  if (config.mean) network.preprocessing.mean = *config.mean;
  if (config.deviation) network.preprocessing.deviation = *config.deviation;
  if (config.activation) network.activation = *config.activation;
  if (config.epsilon) network.epsilon = *config.epsilon;
  if (config.head_width) network.heads = std::max(1, network.width / *config.head_width);
  if (config.heads) network.heads = *config.heads;
}

void apply(const BackboneOptions& options, const std::string& file, VisionTransformer& network) {
  if (options.mean) network.preprocessing.mean = *options.mean;
  if (options.deviation) network.preprocessing.deviation = *options.deviation;
  check_colors(network.preprocessing);
  if (options.activation) network.activation = *options.activation;
  if (options.heads) network.heads = *options.heads;
  if (network.heads >= 1 && network.width % network.heads == 0) return;
  throw option_error(ErrorKind::kBadValue, "heads",
                     "expected a number that divides the " + std::to_string(network.width) +
                         " channels of " + file + ", found " + std::to_string(network.heads),
                     "weights do not say how many heads of attention there are");
}

}  // namespace

std::optional<VisionTransformer> find_vision_transformer(const SafetensorsFile& file,
                                                         const BackboneOptions& options) {
  const std::vector<Found> found = networks_in(file);
  if (found.empty()) return std::nullopt;
  if (found.size() > 1) {
    throw Error(ErrorKind::kBadFormat, file_name(file.file()),
                "expected one vision transformer, found those of " + in_quotes(found[0].prefix) +
                    " and " + in_quotes(found[1].prefix),
                "save the weights of one of them");
  }
  VisionTransformer network;
  network.package = found[0].names->package;
  PartFinder(file, found[0], network).find();
  SizeReader(file, network).read();
  network.preprocessing.side = network.grid * network.patch;
  set_usual(network, file, found[0].prefix);
  apply(config_beside(file.file()), network);
  apply(options, file_name(file.file()), network);
  return network;
}

VisionTransformer require_vision_transformer(const SafetensorsFile& file,
                                             const BackboneOptions& options) {
  if (auto network = find_vision_transformer(file, options)) return *std::move(network);
  throw Error(ErrorKind::kBadFormat, file_name(file.file()),
              "expected the weights of a vision transformer under the names of timm, open_clip, "
              "DINOv2, MAE, MoCo v3 or Hugging Face, found " +
                  std::to_string(file.tensors().size()) + " other tensors",
              kExport);
}

}  // namespace cortiscope
