#pragma once

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/looking_at.h"
#include "app/session/map_source.h"
#include "core/color/map_colors.h"
#include "core/color/overlay_colors.h"
#include "core/open/overlay_pair.h"
#include "render/color_steps.h"
#include "render/legend.h"

namespace cortiscope {

/// Which map: its name in the table of maps (map_table.h) and, of maps of one layer, the layer.
struct Map {
  std::string name;
  int layer = 0;  ///< counted 1..L

  friend bool operator==(const Map& a, const Map& b) {
    return a.name == b.name && a.layer == b.layer;
  }
  friend bool operator!=(const Map& a, const Map& b) { return !(a == b); }
};

/// Which number of a map that has several (MapEntry::quantities).
enum class MapQuantity { kLayer, kSpace, kScale, kConfidence, kScore };

/// Ranges that were changed, by the name of what is painted with them.
using MapRanges = std::map<std::string, ColorRange>;

/// The name of an overlay's range among MapRanges.
inline constexpr const char* kOverlayName = "overlay";

/// For each hemisphere (V).
using HemisphereColors = std::array<std::vector<Rgb8>, 2>;

/// For each hemisphere (V), or empty where none is marked.
using HemisphereMarks = std::array<std::vector<bool>, 2>;

/// What is painted on a cortex, for views, legends, figures and the words about a vertex.
struct Painting {
  std::string name;   ///< of the map, or kOverlayName; empty of receptive fields
  std::string title;  ///< "Layer", "Brain score (R²)", an overlay's name, ...
  Legend legend;
  std::optional<ColorRange> range;  ///< the legend's ends, where they can be set
  ColorRange full_range;            ///< the range where it was not changed
  float range_step = 0.05F;         ///< the step of its change
  int range_decimals = 2;           ///< decimals shown
  std::string unit;                 ///< of the range: "R²", "weight"; empty where it has none
  std::string mask;                 ///< why vertices with data are unpainted; empty: none are
  int clusters = 0;                 ///< how many are painted, of a map of clusters; else 0
  int most_clusters = 0;            ///< how many there can be
  std::vector<bool> is_isolated;    ///< which of them are painted, where not all; else empty
  ColorSteps steps = ColorSteps::kBlended;
  std::optional<OverlayStyle> style;  ///< of an overlay of numbers: palette and threshold
  std::function<HemisphereColors(Ground)> colors;
  std::function<HemisphereMarks()> hatched;  ///< vertices painted without evidence; null: none are
  /// The vertex's value in words, such as "scale 0.31"; empty where it has none.
  /// @pre the vertex lies in the subject's mesh
  std::function<std::string(CortexVertex)> value_text;

  HemisphereMarks hatched_vertices() const { return hatched ? hatched() : HemisphereMarks(); }
};

/// What can be painted; the first that is set of a layer's readers, receptive fields, overlay and
/// map is painted.
struct PaintRequest {
  int layer_alone = 0;                 ///< 1..L: highlights the vertices that read it most; 0: none
  std::optional<ImagePart> looked_at;  ///< highlights the vertices that look here
  std::shared_ptr<const OverlayPair> overlay;  ///< of the source's mesh, or null
  OverlayStyle style;                          ///< of the overlay, where it is of numbers
  Map map;
  MapRanges ranges;
  double least_ceiling = kLeastCeiling;  ///< vertices with a lower noise ceiling are unpainted
  bool shows_all = false;                ///< vertices without evidence, too, of a tested fit
  int clusters = kUsualClusters;         ///< of a map of clusters, how many
  bool has_safe_colors = false;  ///< distinct for every colour vision, where the map has a choice
  std::optional<IsolatedCluster> isolated;     ///< the only one painted, of a map of clusters
  MapQuantity quantity = MapQuantity::kLayer;  ///< of a map that has several
};

/// What is painted of a source; of a snapshot that does not hold what the map shows, the fit.
/// Without what the map needs, no vertex is painted.
///
/// @param source  never null; the painting shares it
/// @throws Error  kBadValue: there is no such map or palette
Painting painting_of(std::shared_ptr<const MapSource> source, const PaintRequest& request);

}  // namespace cortiscope
