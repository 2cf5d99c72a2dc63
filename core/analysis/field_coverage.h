#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// What several receptive fields at one position count as.
enum class CoverageBy {
  kMaximum,  ///< the strongest: where any vertex looks
  kMean      ///< the mean over the vertices: where most look
};

/// "maximum" or "mean".
const char* name_of(CoverageBy by);

/// The inverse; absent where there is none of this name.
std::optional<CoverageBy> find_coverage_by(const std::string& name);

/// The positions that a coverage is computed at, along each side of the image.
inline constexpr int kCoverageSide = 64;

/// The standard deviation of a local reader's field, in image half-widths: half a token of the
/// grid of 8 x 8 to which features are brought.
inline constexpr float kFieldDeviation = 0.125F;

/// How some vertices cover the visual field. Each has a Gaussian about its position, of height
/// 1 - scale: what it reads of the image as a whole covers no position.
///
/// @param space  (N, 2) in [-1, 1], x right, y down
/// @param scale  (N) in [0, 1]
/// @param rows   of the vertices, of N-sized arrays; those that are not finite are left out
/// @return  (kCoverageSide, kCoverageSide) in [0, 1], row by row from the top; 0 without vertices
///
/// Source: Amano, Wandell and Dumoulin, "Visual field maps, population receptive field sizes, and
/// visual field coverage in the human MT+ complex" (J Neurophysiol 2009), whose fields have fitted
/// sizes and peaks of 1.
Array<float> field_coverage(const Array<float>& space, const std::vector<float>& scale,
                            const std::vector<int>& rows, CoverageBy by);

}  // namespace cortiscope
