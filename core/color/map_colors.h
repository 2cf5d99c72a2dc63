#pragma once

#include <array>
#include <functional>
#include <optional>
#include <vector>

#include "core/color/underlay.h"
#include "core/data/image.h"
#include "core/data/subject.h"

namespace cortiscope {

/// The values at the ends of a palette, for maps that show one number. @pre low < high
struct ColorRange {
  float low = 0;
  float high = 1;

  /// 0 at the low end, 1 at the high one; not clamped.
  float share(float value) const { return (value - low) / (high - low); }

  friend bool operator==(ColorRange a, ColorRange b) { return a.low == b.low && a.high == b.high; }
  friend bool operator!=(ColorRange a, ColorRange b) { return !(a == b); }
};

/// One colour per vertex; absent where there is no data, which shows the underlay.
using MapColors = std::vector<std::optional<Rgb8>>;

/// The colours of vertices. A vertex with a number that is not finite has no data and no colour.
///
/// @param values  (N, width), what the map shows of each vertex, row by row
/// @param color   of vertex i in 0..N-1, whose numbers are finite; may also return no colour
/// @return (N)
MapColors colors_where_finite(const std::vector<float>& values, int width,
                              const std::function<std::optional<Rgb8>(std::size_t)>& color);

/// The default of the least noise ceiling at which a vertex is coloured.
inline constexpr double kLeastCeiling = 0.05;

/// Removes the colour of every vertex whose noise ceiling is unknown (NaN) or below `least`, so
/// that noise is not shown as a result. Removes none if no ceiling is known (empty).
/// @param noise_ceiling  (N) or empty
void mask_below_ceiling(MapColors& colors, const std::vector<float>& noise_ceiling, float least);

/// Whether mask_below_ceiling keeps a vertex's colour.
inline bool is_above_ceiling(float noise_ceiling, float least) { return noise_ceiling >= least; }

/// The map over the underlay. @param colors (N), rows as the subject's vertices
/// @return for each hemisphere (V)
std::array<std::vector<Rgb8>, 2> paint(const Subject& subject, const MapColors& colors,
                                       Ground ground = Ground::kLight);

}  // namespace cortiscope
