#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/session/map_table.h"

namespace cortiscope {

// Parts that several maps share.

/// Which vertices are left unpainted.
enum class Mask {
  kCeiling,   ///< those whose noise ceiling is too low
  kEvidence,  ///< also those that a tested fit does not predict, unless all are asked for: their
              ///< selectors are those of their neighbours, whatever the confidence
};

/// A painting of the encoded vertices over the underlay, without those that the mask leaves out,
/// and why. Selectors without evidence that are painted are hatched. The legend explains the hatch,
/// and says where selectors were not tested.
///
/// @param colors  (N) of a source with selectors; not called of one without
Painting masked_painting(const MapInput& input, Mask mask, Legend legend,
                         std::function<MapColors(const MapSource& source)> colors);

/// An evidence test of the vertices other than the source's own, such as of a baseline. It lives as
/// long as the source.
struct VertexTest {
  const std::vector<float>& evidence;  ///< (N) q
  const std::vector<float>& score;     ///< (N) R2
};

/// The same by another test; absent where nothing was tested, so that nothing is masked by it.
Painting masked_painting(const MapInput& input, const std::optional<VertexTest>& test,
                         Legend legend, std::function<MapColors(const MapSource& source)> colors);

/// A painting of a map of several fits: of the vertices that have evidence in all of them; the
/// others are hatched. The noise ceilings of all their subjects mask it. The legend says in its
/// note where not all, or none, were tested.
///
/// @param evidence  lives as long as the source
/// @param fits      "both fits", "every fit"
Painting masked_painting(const MapInput& input, const SharedEvidence& evidence,
                         const std::string& fits, Legend legend,
                         std::function<MapColors(const MapSource& source)> colors);

/// A bar from `low` to `high` with its unit between them.
Legend bar_legend(Rgb8 (*palette)(float), const std::string& low, const std::string& high,
                  const std::string& unit);

/// The value of a vertex in the words of a card's line: its `brief`.
std::function<std::string(CortexVertex)> brief_of(const MapInput& input,
                                                  VertexFact (*fact)(const VertexCard&,
                                                                     const VertexReader&));

/// "right 0.31, up 0.12": a position in -1..1, y down, in words.
std::string position_text(float x, float y);

/// "0.31"; "–" where it is not finite.
std::string fixed_text(float value, int digits);

/// "+0.31" or "-0.31"; "–" where it is not finite.
std::string signed_text(float value, int digits);

/// "0.05": up to three significant digits.
std::string number_text(float value);

}  // namespace cortiscope
