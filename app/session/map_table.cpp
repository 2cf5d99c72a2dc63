#include "app/session/map_table.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "app/session/maps/maps.h"
#include "core/base/error.h"

namespace cortiscope {
namespace {

bool is_positive_number(const std::string& digits) {
  return !digits.empty() && digits.size() < 6 && digits[0] != '0' &&
         std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "a, b or c".
std::string either_of(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += i == 0 ? "" : i + 1 < names.size() ? ", " : " or ";
    text += names[i];
  }
  return text;
}

constexpr std::array<MapQuantity, 5> kQuantities = {MapQuantity::kLayer, MapQuantity::kSpace,
                                                    MapQuantity::kScale, MapQuantity::kConfidence,
                                                    MapQuantity::kScore};

template <class IsWanted>
std::string names_where(IsWanted&& is_wanted) {
  std::vector<std::string> names;
  for (const MapEntry& entry : map_table()) {
    if (!is_wanted(entry)) continue;
    names.push_back(std::string(entry.name) + (entry.has(kTakesLayer) ? ":L" : ""));
  }
  return either_of(names);
}

[[noreturn]] void fail_unknown(const std::string& text) {
  throw Error(ErrorKind::kBadValue, "map \"" + text + "\"",
              "expected " + names_where([](const MapEntry&) { return true; }),
              "L counts layers from 1");
}

}  // namespace

const std::vector<MapEntry>& map_table() {
  constexpr unsigned kOfFit = kNeedsFit, kUsual = kNeedsFit | kInDefaultFigure | kInSnapshots;
  constexpr unsigned kOfBaseline = kNeedsFit | kNeedsBaselines;
  constexpr unsigned kOfPair = kNeedsFit | kNeedsDifferences | kHasRange;
  constexpr unsigned kOfSeeds = kNeedsFit | kNeedsStability | kHasRange;
  constexpr unsigned kOfGroup = kNeedsFit | kNeedsGroup;
  using Q = MapQuantity;
  // name, title, button, key, tip, traits, painting, line of the card, quantities
  static const std::vector<MapEntry> table = {
      {"layer", "Layer", "Layer", '1', "Which layer each vertex reads", kUsual | kShowsLayerWeights,
       &paint_layer, &layer_fact},
      {"space", "Space", "Space", '2', "Where in the image it looks", kUsual, &paint_space,
       &space_fact},
      {"scale", "Scale", "Scale", '3', "A patch, or the whole image", kUsual | kHasRange,
       &paint_scale, &scale_fact},
      {"score", "Brain score (R²)", "Score", '4', "How well it is predicted, R²",
       kUsual | kHasRange, &paint_score, &score_fact},
      {"weight", "Weight of layer", "Weight", '5', "How much it reads of one layer",
       kOfFit | kTakesLayer | kHasRange, &paint_weight, nullptr},
      {"angle", "Polar angle", "Angle", '8', "In which direction from the image centre it looks",
       kOfFit | kInSnapshots, &paint_angle, nullptr},
      {"eccentricity", "Eccentricity", "Ecc.", '9', "How far from the image centre it looks",
       kOfFit | kHasRange | kInSnapshots, &paint_eccentricity, nullptr},
      {"channel", "Channel clusters", "Channels", 'C', "Which vertices read the same channels",
       kOfFit | kNeedsClusters, &paint_channel, nullptr},
      {"response", "Predicted response", "Response", 0,
       "What the fit predicts for the image that is shown, in standard deviations",
       kNeedsFit | kNeedsResponse | kHasRange, &paint_response, nullptr},
      {"curvature", "Curvature", "Curvature", '6', "The bare cortex", 0, &paint_curvature, nullptr},
      {"fwrf", "Best layer (fwRF)", "fwRF", 0,
       "The layer of its best feature-weighted receptive field, a baseline", kOfBaseline,
       &paint_fwrf, &fwrf_fact},
      {"pca-ridge", "Best layer (PCA ridge)", "PCA ridge", 0,
       "The layer whose principal components predict it best, a baseline", kOfBaseline,
       &paint_pca_ridge, &pca_ridge_fact},
      {"difference",
       "Difference",
       "Difference",
       '0',
       "What differs from another fit, B - A; in figures from the first of several",
       kOfPair,
       &paint_difference,
       nullptr,
       {Q::kLayer, Q::kSpace, Q::kConfidence, Q::kScore}},
      {"stability",
       "Spread over seeds",
       "Stability",
       0,
       "In figures of fits of several seeds: how far they differ",
       kOfSeeds,
       &paint_stability,
       nullptr,
       {Q::kLayer, Q::kSpace, Q::kScale}},
      {"subjects", "Subjects with evidence", "Subjects", 0,
       "In figures of a group of subjects: how many have evidence there", kOfGroup, &paint_subjects,
       nullptr},
  };
  return table;
}

const MapEntry* find_map(const std::string& name) {
  const auto& table = map_table();
  const auto found = std::find_if(table.begin(), table.end(),
                                  [&](const MapEntry& entry) { return entry.name == name; });
  return found == table.end() ? nullptr : &*found;
}

const MapEntry& entry_of(const Map& map) {
  const MapEntry* entry = find_map(map.name);
  if (!entry) fail_unknown(map.name);
  return *entry;
}

Map parse_map(const std::string& text) {
  const std::size_t colon = text.find(':');
  const MapEntry* entry = find_map(text.substr(0, colon));
  if (!entry || entry->has(kTakesLayer) != (colon != std::string::npos)) fail_unknown(text);
  if (colon == std::string::npos) return {entry->name};
  const std::string digits = text.substr(colon + 1);
  if (!is_positive_number(digits)) fail_unknown(text);
  return {entry->name, std::atoi(digits.c_str())};
}

std::string name_of(const Map& map) {
  const MapEntry* entry = find_map(map.name);
  return entry && entry->has(kTakesLayer) ? map.name + ":" + std::to_string(map.layer) : map.name;
}

std::string title_of(const Map& map) {
  const MapEntry& entry = entry_of(map);
  return entry.has(kTakesLayer) ? std::string(entry.title) + " " + std::to_string(map.layer)
                                : entry.title;
}

Map first_map() { return map_table().front().map(); }

std::vector<Map> default_figure_maps() {
  std::vector<Map> maps;
  for (const MapEntry& entry : map_table()) {
    if (entry.has(kInDefaultFigure)) maps.push_back(entry.map());
  }
  return maps;
}

std::string map_names(bool need_fit) {
  return names_where([&](const MapEntry& entry) { return entry.has(kNeedsFit) == need_fit; });
}

const char* name_of(MapQuantity quantity) {
  switch (quantity) {
    case MapQuantity::kLayer:
      return "layer";
    case MapQuantity::kSpace:
      return "space";
    case MapQuantity::kScale:
      return "scale";
    case MapQuantity::kConfidence:
      return "confidence";
    case MapQuantity::kScore:
      return "score";
  }
  return "";
}

std::optional<MapQuantity> find_quantity(const std::string& name) {
  const auto found = std::find_if(kQuantities.begin(), kQuantities.end(),
                                  [&](MapQuantity quantity) { return name == name_of(quantity); });
  return found == kQuantities.end() ? std::nullopt : std::optional(*found);
}

void require_quantity(const Map& map, MapQuantity quantity) {
  const std::vector<MapQuantity>& known = entry_of(map).quantities;
  if (known.empty() && quantity == MapQuantity::kLayer) return;
  if (std::find(known.begin(), known.end(), quantity) != known.end()) return;
  std::vector<std::string> names;
  for (const MapQuantity of : known) names.emplace_back(name_of(of));
  throw option_error(
      ErrorKind::kBadValue, "of",
      known.empty() ? "expected a map that has a choice, found " + in_quotes(name_of(map))
                    : "expected " + either_of(names) + ", found " + in_quotes(name_of(quantity)),
      "leave the option out");
}

bool is_offered(const MapSource* source, const MapEntry& entry) {
  if (entry.has(kNeedsBaselines) && !(source && source->baselines)) return false;
  if (entry.has(kNeedsDifferences) && !(source && source->differences)) return false;
  if (entry.has(kNeedsGroup) && !(source && source->group)) return false;
  return !entry.has(kNeedsStability) || (source && source->stability);
}

bool has_map(const MapSource& source, const Map& map) {
  const MapEntry& entry = entry_of(map);
  if (!entry.has(kNeedsFit)) return true;
  if (!source.has_selectors() || !is_offered(&source, entry)) return false;
  if (entry.has(kNeedsClusters) && !source.clusters) return false;
  if (entry.has(kNeedsResponse) && !source.response) return false;
  return !entry.has(kTakesLayer) || (map.layer >= 1 && map.layer <= source.layer_count());
}

bool lacks_clusters(const MapSource& source, const Map& map) {
  const bool is_fit =
      source.kind == MapSource::Kind::kFit || source.kind == MapSource::Kind::kStopped;
  return entry_of(map).has(kNeedsClusters) && !source.clusters && is_fit;
}

void require_map(const MapSource& source, const Map& map) {
  if (has_map(source, map)) return;
  const std::string subject = "map \"" + name_of(map) + "\"";
  if (!source.has_selectors()) {
    throw Error(ErrorKind::kNotFound, subject, "expected a fit, found a cortex alone",
                "give a fit file");
  }
  if (entry_of(map).has(kOfSeveralFits)) {
    throw Error(ErrorKind::kNotFound, subject, "expected two fits or more, found one",
                "cortiscope figure takes several");
  }
  if (entry_of(map).has(kNeedsResponse)) {
    throw Error(ErrorKind::kNotFound, subject, "expected an image to respond to",
                "cortiscope predict paints the response to an image");
  }
  if (entry_of(map).has(kNeedsGroup)) {
    throw Error(ErrorKind::kNotFound, subject, "expected the mean of several subjects",
                "cortiscope figure --group subjects averages fits");
  }
  if (entry_of(map).has(kNeedsBaselines)) {
    throw Error(ErrorKind::kNotFound, subject, "the baselines of this fit are not known",
                "cortiscope evaluate --baselines computes them, for you and this computer");
  }
  if (entry_of(map).has(kNeedsClusters)) {
    throw Error(ErrorKind::kNotFound, subject,
                "expected a fit with read-out weights to cluster, found none",
                "choose another map of it");
  }
  throw Error(ErrorKind::kBadValue, subject,
              "expected a layer in 1.." + std::to_string(source.layer_count()));
}

}  // namespace cortiscope
