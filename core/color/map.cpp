#include "core/color/map.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "core/base/error.h"
#include "core/color/palette.h"
#include "core/color/space_palette.h"

namespace cortiscope {
namespace {

constexpr const char* kMapNames = "layer, space, scale, score, weight:L or curvature";

bool is_positive_number(const std::string& digits) {
  return !digits.empty() && digits.size() < 6 && digits[0] != '0' &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool all_finite(const float* values, std::int64_t count) {
  return std::all_of(values, values + count, [](float v) { return std::isfinite(v); });
}

float share(int layer, int layer_count) {
  return layer_count > 1 ? float(layer - 1) / float(layer_count - 1) : 0.0F;
}

/// Where the curvature lies between a gyrus (0) and a sulcus (1); most of the cortex is near
/// either.
float sulcus(float curvature) {
  return std::isfinite(curvature) ? 0.5F + 0.5F * std::tanh(10 * curvature) : 0.5F;
}

/// Of gyri, and of the deepest sulci.
std::pair<int, int> greys_of(Underlay underlay, Ground ground) {
  if (underlay == Underlay::kContrast) {
    return ground == Ground::kLight ? std::pair(206, 136) : std::pair(150, 92);
  }
  // On paper no layer's colour is a grey lighter than coolwarm's middle, 221.
  return ground == Ground::kLight ? std::pair(246, 230) : std::pair(86, 64);
}

}  // namespace

Map parse_map(const std::string& text) {
  for (const MapKind kind :
       {MapKind::kLayer, MapKind::kSpace, MapKind::kScale, MapKind::kScore, MapKind::kCurvature}) {
    if (text == name_of(Map{kind})) return {kind};
  }
  const std::string prefix = "weight:";
  if (text.rfind(prefix, 0) == 0 && is_positive_number(text.substr(prefix.size()))) {
    return {MapKind::kWeight, std::atoi(text.c_str() + prefix.size())};
  }
  throw Error(ErrorKind::kBadValue, "map \"" + text + "\"", std::string("expected ") + kMapNames,
              "L counts layers from 1");
}

std::string name_of(Map map) {
  switch (map.kind) {
    case MapKind::kLayer:
      return "layer";
    case MapKind::kSpace:
      return "space";
    case MapKind::kScale:
      return "scale";
    case MapKind::kScore:
      return "score";
    case MapKind::kWeight:
      return "weight:" + std::to_string(map.layer);
    case MapKind::kCurvature:
      return "curvature";
  }
  return "";
}

std::string title_of(Map map) {
  switch (map.kind) {
    case MapKind::kLayer:
      return "Layer";
    case MapKind::kSpace:
      return "Space";
    case MapKind::kScale:
      return "Scale";
    case MapKind::kScore:
      return "Brain score (R²)";
    case MapKind::kWeight:
      return "Weight of layer " + std::to_string(map.layer);
    case MapKind::kCurvature:
      return "Curvature";
  }
  return "";
}

Rgb8 layer_color(int layer, int layer_count, float confidence) {
  const float uncertainty = 1 - confidence;
  const float brightness = 1 - uncertainty * uncertainty * uncertainty + 0.2F;
  return times_brightness(coolwarm(share(layer, layer_count)), std::clamp(brightness, 0.0F, 1.0F));
}

bool has_range(Map map) {
  return map.kind == MapKind::kScale || map.kind == MapKind::kScore || map.kind == MapKind::kWeight;
}

MapColors map_colors(Map map, const Selectors& selectors, const std::vector<float>& r2,
                     ColorRange range) {
  assert(range.low < range.high);
  const auto within = [&](float value) { return (value - range.low) / (range.high - range.low); };
  const int layer_count = selectors.layer_count();
  MapColors colors(std::size_t(selectors.vertex_count()));
  if (map.kind == MapKind::kWeight && (map.layer < 1 || map.layer > layer_count)) {
    throw Error(ErrorKind::kBadValue, "map \"" + name_of(map) + "\"",
                "expected a layer in 1.." + std::to_string(layer_count));
  }
  assert(map.kind != MapKind::kScore || r2.size() == colors.size());
  const std::vector<int> chosen = chosen_layers(selectors);
  const std::vector<float> confidence = layer_confidence(selectors);
  for (std::size_t i = 0; i < colors.size(); ++i) {
    const float* weights = selectors.layer.row(std::int64_t(i));
    switch (map.kind) {
      case MapKind::kLayer:
        if (all_finite(weights, layer_count)) {
          colors[i] = layer_color(chosen[i] + 1, layer_count, confidence[i]);
        }
        break;
      case MapKind::kSpace: {
        const float* place = selectors.space.row(std::int64_t(i));
        if (all_finite(place, 2)) colors[i] = space_color(place[0], place[1]);
        break;
      }
      case MapKind::kScale:
        if (all_finite(&selectors.scale.values[i], 1))
          colors[i] = pu_or(within(selectors.scale.values[i]));
        break;
      case MapKind::kScore:
        if (std::isfinite(r2[i])) colors[i] = reds(within(r2[i]));
        break;
      case MapKind::kWeight:
        if (std::isfinite(weights[map.layer - 1]))
          colors[i] = inferno(within(weights[map.layer - 1]));
        break;
      case MapKind::kCurvature:
        break;
    }
  }
  return colors;
}

void mask_below_ceiling(MapColors& colors, const std::vector<float>& noise_ceiling, float least) {
  if (noise_ceiling.empty()) return;
  assert(noise_ceiling.size() == colors.size());
  for (std::size_t i = 0; i < colors.size(); ++i) {
    if (!(noise_ceiling[i] >= least)) colors[i].reset();
  }
}

std::vector<Rgb8> curvature_colors(const HemisphereCortex& hemisphere, Underlay underlay,
                                   Ground ground) {
  const auto [gyrus, deepest] = greys_of(underlay, ground);
  std::vector<Rgb8> colors(std::size_t(hemisphere.vertex_count()));
  for (std::size_t v = 0; v < colors.size(); ++v) {
    const float part = v < hemisphere.curvature.size() ? sulcus(hemisphere.curvature[v]) : 0.5F;
    const auto grey = std::uint8_t(std::lround(float(gyrus) + part * float(deepest - gyrus)));
    colors[v] = {grey, grey, grey};
  }
  return colors;
}

std::array<std::vector<Rgb8>, 2> paint_map(const Subject& subject, Map map,
                                           const Selectors& selectors, const std::vector<float>& r2,
                                           float least_ceiling, ColorRange range, Ground ground) {
  MapColors colors = map_colors(map, selectors, r2, range);
  mask_below_ceiling(colors, subject.noise_ceiling, least_ceiling);
  return paint(subject, colors, ground);
}

std::array<std::vector<Rgb8>, 2> paint(const Subject& subject, const MapColors& colors,
                                       Ground ground) {
  assert(int(colors.size()) == subject.vertex_count());
  std::array<std::vector<Rgb8>, 2> painted;
  std::size_t row = 0;
  for (const Hemisphere h : kHemispheres) {
    painted[h] = curvature_colors(subject.cortex[h], Underlay::kFaint, ground);
    for (const int v : subject.vertices[h]) {
      if (const std::optional<Rgb8>& color = colors[row++]) painted[h][std::size_t(v)] = *color;
    }
  }
  return painted;
}

}  // namespace cortiscope
