#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/session/map_source.h"
#include "app/session/painting.h"
#include "app/session/vertex_card.h"

namespace cortiscope {

/// What a map's painting is made from.
struct MapInput {
  std::shared_ptr<const MapSource> source;  ///< never null; without selectors all is unpainted
  int layer = 0;                            ///< of maps of one layer, 1..L
  ColorRange range;                         ///< of maps that have one
  double least_ceiling = kLeastCeiling;
  bool shows_all = false;         ///< also where there is no evidence
  int clusters = kUsualClusters;  ///< of maps of clusters, how many
  bool has_safe_colors = false;   ///< distinct for every colour vision, where the map has a choice
  std::optional<IsolatedCluster> isolated;     ///< the only one painted, of maps of clusters
  MapQuantity quantity = MapQuantity::kLayer;  ///< one of the map's, where it has several
  bool is_range_chosen = false;                ///< else maps with another usual range take that
  int layer_alone = 0;  ///< 1..L: only vertices that read it most, of the map of layers; 0: all
};

/// What a map needs, and its options.
enum MapTrait : unsigned {
  kNeedsFit = 1,            ///< selectors; else it is of the cortex alone
  kTakesLayer = 2,          ///< it shows one layer
  kHasRange = 4,            ///< one number a vertex, whose ends of the palette can be set
  kInDefaultFigure = 8,     ///< in a figure that names no maps
  kShowsLayerWeights = 16,  ///< the weights of all layers follow its line of the card
  kNeedsBaselines = 32,     ///< of a fit whose baselines are known; offered only there
  kNeedsClusters = 64,      ///< the source's clusters, which take a while to make
  kNeedsDifferences = 128,  ///< the source's differences from another fit
  kNeedsStability = 256,    ///< how far the source's fits of several seeds differ
  kNeedsResponse = 512,     ///< the response that the source's fit predicts to an image
  kNeedsGroup = 1024,       ///< the source is the mean of several subjects
  kInSnapshots = 2048,      ///< the snapshots of a fit hold what it shows; else it shows the end
  kOfSeveralFits = kNeedsDifferences | kNeedsStability,  ///< painted from several fits at once
};

/// Everything that the program knows of one map. The window passes title, button and tip to tr():
/// lupdate does not find them here, where there is no Qt, so a translation lists them by hand.
struct MapEntry {
  const char* name;    ///< in commands, recipes and session files
  const char* title;   ///< of figures and legends; the layer's number follows where it takes one
  const char* button;  ///< a short one
  char key;            ///< on the keyboard; 0: none
  const char* tip;     ///< what it shows, for tooltips and the help
  unsigned traits;     ///< of MapTrait
  /// Its colours, legend, unit, mask and the values of vertices; the rest is filled in by
  /// painting_of.
  Painting (*paint)(const MapInput& input);
  /// Its line of a vertex's card, or nullptr. @param reader  of the card, read or truth
  VertexFact (*fact)(const VertexCard& card, const VertexReader& reader);
  /// What it can show, the usual first; empty where it shows one thing.
  std::vector<MapQuantity> quantities = {};

  /// "3"; empty without a key.
  std::string key_text() const { return key ? std::string(1, key) : std::string(); }
  bool has(MapTrait trait) const { return (traits & trait) != 0; }
  /// This map; where it takes a layer, of the first one.
  Map map() const { return {name, has(kTakesLayer) ? 1 : 0}; }
};

/// The maps in the order of their buttons.
const std::vector<MapEntry>& map_table();

/// nullptr where there is no map of this name.
const MapEntry* find_map(const std::string& name);

/// @throws Error  kBadValue: there is no such map
const MapEntry& entry_of(const Map& map);

/// Reads a name in the table, of maps of one layer with the layer: "scale", "weight:3".
///
/// @throws Error  kBadValue: no such map; the message lists the maps
Map parse_map(const std::string& text);

/// The inverse of parse_map.
std::string name_of(const Map& map);

/// What a figure calls it: "Layer", "Weight of layer 3", ...
std::string title_of(const Map& map);

/// The map that is shown at first.
Map first_map();

/// The maps in a figure that names none.
std::vector<Map> default_figure_maps();

/// "layer, space or weight:L": the names of the maps that need a fit, or of those that do not.
std::string map_names(bool need_fit);

/// "layer", "space", "scale", "confidence" or "score".
const char* name_of(MapQuantity quantity);

/// The inverse; absent where there is none of this name.
std::optional<MapQuantity> find_quantity(const std::string& name);

/// Refuses a quantity that a map does not have. The usual one, the layer, every map takes.
/// @throws Error  kBadValue, about the option "of"
void require_quantity(const Map& map, MapQuantity quantity);

/// Whether a map can be painted from a source: one of a layer only where there is that layer, one
/// of clusters only once they are made, one of several fits only where they were joined.
bool has_map(const MapSource& source, const Map& map);

/// Whether a source has what a map needs beyond a fit: baselines, or other fits that it was joined
/// with.
bool is_offered(const MapSource* source, const MapEntry& entry);

/// Whether a map waits for clusters that can be made of the source's fit.
bool lacks_clusters(const MapSource& source, const Map& map);

/// @throws Error  kBadValue: there is no such map, or not of this layer; kNotFound: the source has
///                no fit, or no baselines, or is of one fit where the map is of several
void require_map(const MapSource& source, const Map& map);

}  // namespace cortiscope
