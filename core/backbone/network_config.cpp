#include "core/backbone/network_config.h"

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "core/base/error.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

using Json = nlohmann::json;

constexpr std::uintmax_t kMostBytes = std::uintmax_t(1) << 20;

/// An empty object where there is no such file.
Json read_json(const std::filesystem::path& file) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(file, ignored)) return Json::object();
  Json json = Json::parse(read_file_bytes(file, kMostBytes), nullptr, /*allow_exceptions=*/false);
  if (json.is_object()) return json;
  throw Error(ErrorKind::kBadFormat, file_name(file), "expected JSON about the weights beside it",
              "move it away if it is about something else");
}

/// A part that is an object itself; an empty one where there is none.
Json part_of(const Json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_object() ? *found : Json::object();
}

void take_count(const Json& json, const char* name, std::optional<int>& count) {
  constexpr unsigned kMost = 1 << 16;
  const auto found = json.find(name);
  const bool is_count = found != json.end() && found->is_number_unsigned() &&
                        found->get<std::uint64_t>() >= 1 && found->get<std::uint64_t>() <= kMost;
  if (is_count) count = found->get<int>();
}

void take_color(const Json& json, const char* name, std::optional<std::array<double, 3>>& color) {
  const auto found = json.find(name);
  if (found == json.end() || !found->is_array() || found->size() != 3) return;
  std::array<double, 3> numbers{};
  for (std::size_t c = 0; c < 3; ++c) {
    if (!(*found)[c].is_number()) return;
    numbers[c] = (*found)[c].get<double>();
  }
  color = numbers;
}

void take_activation(const Json& json, const std::string& file,
                     std::optional<Activation>& activation) {
  static const std::map<std::string, Activation> known = {
      {"gelu", Activation::kGelu},
      {"quick_gelu", Activation::kQuickGelu},
      {"gelu_pytorch_tanh", Activation::kTanhGelu},
      {"gelu_new", Activation::kTanhGelu}};
  const auto found = json.find("hidden_act");
  if (found == json.end() || !found->is_string()) return;
  const auto one = known.find(found->get<std::string>());
  if (one == known.end()) {
    throw Error(ErrorKind::kBadValue, file + ": hidden_act",
                "expected gelu, quick_gelu, gelu_pytorch_tanh or gelu_new, found " +
                    in_quotes(found->get<std::string>()),
                "have Python write the network as a TorchScript module with get_tokens");
  }
  activation = one->second;
}

}  // namespace

NetworkConfig config_beside(const std::filesystem::path& weights) {
  const std::filesystem::path folder = weights.parent_path();
  NetworkConfig config;

  // Of CLIP, Hugging Face writes about image and text apart.
  const Json whole = read_json(folder / "config.json");
  const Json of_images = part_of(whole, "vision_config");
  for (const Json& json : {whole, of_images}) {
    take_count(json, "num_attention_heads", config.heads);
    take_activation(json, "config.json", config.activation);
    const auto epsilon = json.find("layer_norm_eps");
    const double number =
        epsilon != json.end() && epsilon->is_number() ? epsilon->get<double>() : 0;
    if (number > 0 && number <= 1) config.epsilon = number;
  }
  const Json of_timm = part_of(whole, "pretrained_cfg");
  take_color(of_timm, "mean", config.mean);
  take_color(of_timm, "std", config.deviation);

  const Json images = read_json(folder / "preprocessor_config.json");
  take_color(images, "image_mean", config.mean);
  take_color(images, "image_std", config.deviation);

  const Json of_open_clip = read_json(folder / "open_clip_config.json");
  const Json model = part_of(of_open_clip, "model_cfg");
  if (!model.empty()) {
    const auto is_quick = model.find("quick_gelu");
    const bool quick = is_quick != model.end() && is_quick->is_boolean() && is_quick->get<bool>();
    config.activation = quick ? Activation::kQuickGelu : Activation::kGelu;
    take_count(part_of(model, "vision_cfg"), "head_width", config.head_width);
    take_color(part_of(of_open_clip, "preprocess_cfg"), "mean", config.mean);
    take_color(part_of(of_open_clip, "preprocess_cfg"), "std", config.deviation);
  }
  return config;
}

}  // namespace cortiscope
