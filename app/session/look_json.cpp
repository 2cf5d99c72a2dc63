#include "app/session/look_json.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/session/figure_content.h"
#include "core/color/palette.h"

namespace cortiscope {
namespace {

using Json = nlohmann::ordered_json;

constexpr float kLongestVector = 1e6F;
constexpr int kMostMerges = 1000;
constexpr int kMostLayers = 99999;
constexpr float kLeastZoom = 1e-3F, kMostZoom = 1e3F;

/// A value that a look cannot have.
struct Unusable {};

void require(bool is_usable) {
  if (!is_usable) throw Unusable{};
}

template <class Vector>
Json numbers(const Vector& vector) {
  return std::vector<float>(vector.data(), vector.data() + vector.size());
}

template <class Vector>
void read(const Json& json, Eigen::MatrixBase<Vector>& vector) {
  const auto values = json.get<std::vector<float>>();
  require(values.size() == std::size_t(vector.size()));
  std::copy(values.begin(), values.end(), vector.derived().data());
  require(vector.allFinite() && vector.norm() <= kLongestVector);
}

Json stored(bool is_set) { return is_set; }
Json stored(int number) { return number; }
Json stored(const OverlayStyle& style) {
  Json json = Json::object();
  if (!style.palette.empty()) json["palette"] = style.palette;
  for (const Rgb8& color : style.colors) json["colors"].push_back({color.r, color.g, color.b});
  if (style.threshold != 0) json["threshold"] = style.threshold;
  return json;
}
Json stored(const Map& map) { return name_of(map); }
Json stored(MapQuantity quantity) { return name_of(quantity); }
Json stored(const ReadPart& component) { return name_of(component); }
Json stored(SurfaceKind kind) { return name_of(kind); }
Json stored(Side side) { return name_of(side); }
Json stored(ShownSides shown) { return name_of(shown); }
Json stored(const std::optional<ImagePart>& part) {
  if (!part) return Json();
  if (part->is_place()) return {part->from.x, part->from.y};
  return {part->from.x, part->from.y, part->to.x, part->to.y};
}
Json stored(const std::optional<IsolatedCluster>& isolated) {
  return isolated ? Json{isolated->cluster, isolated->merges} : Json();
}
Json stored(const MapRanges& ranges) {
  Json json = Json::object();
  for (const auto& [name, range] : ranges) json[name] = {range.low, range.high};
  return json;
}
Json stored(const CortexCamera& camera) {
  return {{"toward_eye", numbers(camera.toward_eye)},
          {"up", numbers(camera.up)},
          {"zoom", camera.zoom},
          {"shift", numbers(camera.shift)}};
}

void read(const Json& json, bool& is_set) { is_set = json.get<bool>(); }
void read(const Json& json, int& number) {
  number = json.get<int>();
  require(number >= 0);
}
void read(const Json& json, OverlayStyle& style) {
  style.palette = json.value("palette", "");
  if (!style.palette.empty()) style.palette = number_palette(style.palette).name;
  style.colors.clear();
  for (const Json& color : json.value("colors", Json::array())) {
    const auto parts = color.get<std::vector<int>>();
    require(parts.size() == 3);
    for (const int part : parts) require(part >= 0 && part <= 255);
    style.colors.push_back(
        {std::uint8_t(parts[0]), std::uint8_t(parts[1]), std::uint8_t(parts[2])});
  }
  style.threshold = json.value("threshold", 0.0F);
  require(style.threshold >= 0 && std::isfinite(style.threshold));
}
void read(const Json& json, Map& map) { map = parse_map(json.get<std::string>()); }
void read(const Json& json, MapQuantity& quantity) {
  const auto found = find_quantity(json.get<std::string>());
  require(found.has_value());
  quantity = *found;
}
void read(const Json& json, ReadPart& component) {
  component = parse_read_part(json.get<std::string>(), kMostLayers);
}
void read(const Json& json, SurfaceKind& kind) { kind = parse_view(json.get<std::string>()); }
void read(const Json& json, Side& side) { side = parse_side(json.get<std::string>()); }
void read(const Json& json, ShownSides& shown) {
  const auto found = find_shown_sides(json.get<std::string>());
  require(found.has_value());
  shown = *found;
}
/// Two numbers are a position, four a rectangle.
void read(const Json& json, std::optional<ImagePart>& part) {
  part.reset();
  if (json.is_null()) return;
  const auto at = json.get<std::vector<float>>();
  require(at.size() == 2 || at.size() == 4);
  for (const float number : at) require(number >= -1 && number <= 1);
  const ImagePlace corner = {at[0], at[1]};
  part = at.size() == 2 ? ImagePart(corner) : ImagePart(corner, {at[2], at[3]});
}
void read(const Json& json, std::optional<IsolatedCluster>& isolated) {
  isolated.reset();
  if (json.is_null()) return;
  const auto numbers_read = json.get<std::vector<int>>();
  require(numbers_read.size() == 2 && numbers_read[0] >= 0 && numbers_read[1] >= 0);
  isolated = IsolatedCluster{numbers_read[0], std::min(numbers_read[1], kMostMerges)};
}
void read(const Json& json, MapRanges& ranges) {
  ranges.clear();
  for (const auto& [name, ends] : json.items()) {
    const auto values = ends.get<std::vector<float>>();
    require(values.size() == 2 && values[0] < values[1] && std::isfinite(values[1] - values[0]));
    ranges[name] = {values[0], values[1]};
  }
}
void read(const Json& json, CortexCamera& camera) {
  read(json.at("toward_eye"), camera.toward_eye);
  read(json.at("up"), camera.up);
  read(json.at("shift"), camera.shift);
  camera.zoom = json.at("zoom").get<float>();
  require(camera.zoom >= kLeastZoom && camera.zoom <= kMostZoom);
  require(camera.toward_eye.norm() * camera.up.norm() > 1e-6F);
}

/// A selection holds the ids of one session.
template <class Field>
constexpr bool kIsStored = Field::part != LookPart::kSelection;

void read(const Json& json, Look& look) {
  require(json.is_object());
  const auto read_field = [&](auto field) {
    if constexpr (kIsStored<decltype(field)>) {
      if (json.contains(field.name)) read(json.at(field.name), field.value);
    }
  };
  std::apply([&](auto... fields) { (read_field(fields), ...); }, fields_of(look));
}

template <class Value>
std::optional<Value> value_in(const Json& json) {
  try {
    Value value;
    read(json, value);
    return value;
  } catch (const Unusable&) {
    return std::nullopt;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace

Json to_json(const Look& look) {
  Json json;
  const auto store = [&](auto field) {
    if constexpr (kIsStored<decltype(field)>) json[field.name] = stored(field.value);
  };
  std::apply([&](auto... fields) { (store(fields), ...); }, fields_of(look));
  return json;
}

std::vector<std::string> stored_fields() {
  std::vector<std::string> names;
  const auto add = [&](auto field) {
    if constexpr (kIsStored<decltype(field)>) names.emplace_back(field.name);
  };
  const Look look;
  std::apply([&](auto... fields) { (add(fields), ...); }, fields_of(look));
  return names;
}

std::optional<Look> look_in(const Json& json) { return value_in<Look>(json); }
std::optional<CortexCamera> camera_in(const Json& json) { return value_in<CortexCamera>(json); }
std::optional<MapRanges> ranges_in(const Json& json) { return value_in<MapRanges>(json); }
Json to_json(const OverlayStyle& style) { return stored(style); }
std::optional<OverlayStyle> style_in(const Json& json) { return value_in<OverlayStyle>(json); }

}  // namespace cortiscope
