#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/data/image.h"
#include "core/data/selectors.h"
#include "core/data/subject.h"

namespace cortiscope {

enum class MapKind { kLayer, kSpace, kScale, kScore, kWeight, kCurvature };

/// What is painted: one of a fit's maps, or the bare cortex.
struct Map {
  MapKind kind = MapKind::kLayer;
  int layer = 0;  ///< for kWeight: which layer's weight, counted 1..L

  friend bool operator==(Map a, Map b) { return a.kind == b.kind && a.layer == b.layer; }
};

/// Reads "layer", "space", "scale", "score", "weight:3" or "curvature".
///
/// @throws Error  kBadValue: none of these
Map parse_map(const std::string& text);

/// What parse_map reads.
std::string name_of(Map map);

/// What a figure calls it: "Layer", "Brain score (R²)", ...
std::string title_of(Map map);

/// Which values the ends of a palette stand for, of the maps that show one number (scale, score,
/// weight). @pre low < high
struct ColorRange {
  float low = 0;
  float high = 1;

  friend bool operator==(ColorRange a, ColorRange b) { return a.low == b.low && a.high == b.high; }
};

/// Whether a range means anything to a map.
bool has_range(Map map);

/// One colour a vertex; absent where there is no data, which shows the underlay.
using MapColors = std::vector<std::optional<Rgb8>>;

/// The colours of a fit's map at its N encoded vertices: the rules of method "Colours". What is not
/// finite has no data; what is out of range clamps.
///
/// - layer: coolwarm along the L layers, darkened by uncertainty e: times clamp(1 - e^3 + 0.2, 0,
/// 1)
/// - space: space_color; scale: PuOr, low local brown, high global purple
/// - score: Reds; weight: inferno
/// - curvature: none has data
///
/// @param r2  (N) or, for maps other than score, empty
/// @throws Error  kBadValue: a weight's layer is not in 1..L
MapColors map_colors(Map map, const Selectors& selectors, const std::vector<float>& r2,
                     ColorRange range = {});

/// The colour of layer 1..L at a confidence in 0..1, as maps and legend use it.
Rgb8 layer_color(int layer, int layer_count, float confidence);

/// Takes the colour of every vertex whose noise ceiling is below `least`, so that noise is never
/// painted with confidence. Leaves all where no ceiling is known (empty).
void mask_below_ceiling(MapColors& colors, const std::vector<float>& noise_ceiling, float least);

enum class Underlay {
  kFaint,    ///< lighter than any layer's grey: to lie under a map
  kContrast  ///< to be looked at for itself
};

/// What a cortex is shown on: paper, or a dark screen, where a light underlay would glare.
enum class Ground { kLight, kDark };

/// Gyri light, sulci dark, of one hemisphere. One grey where the curvature is unknown.
/// @return (V)
std::vector<Rgb8> curvature_colors(const HemisphereCortex& hemisphere, Underlay underlay,
                                   Ground ground = Ground::kLight);

/// A map as it is shown: over the underlay, without the vertices whose noise ceiling is below
/// `least_ceiling`.
/// @return for each hemisphere (V)
/// @throws Error  as map_colors
std::array<std::vector<Rgb8>, 2> paint_map(const Subject& subject, Map map,
                                           const Selectors& selectors, const std::vector<float>& r2,
                                           float least_ceiling, ColorRange range = {},
                                           Ground ground = Ground::kLight);

/// The map over the underlay. @param colors (N), rows as the subject's vertices
/// @return for each hemisphere (V)
std::array<std::vector<Rgb8>, 2> paint(const Subject& subject, const MapColors& colors,
                                       Ground ground = Ground::kLight);

}  // namespace cortiscope
