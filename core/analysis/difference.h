#pragma once

#include "core/analysis/fit_maps.h"

namespace cortiscope {

/// What differs between two fits of the same vertices, the second minus the first: another network,
/// the same one trained further, or another subject on the same template. N vertices; NaN where a
/// fit's number is.
struct VertexDifferences {
  std::vector<float> depth;         ///< (N) of the expected layer in normalised depth, -1..1
  Array<float> space;               ///< (N, 2) of the receptive field, in image half-widths
  std::vector<float> displacement;  ///< (N) its length
  std::vector<float> confidence;    ///< (N)
  std::vector<float> score;         ///< (N) of R2 on the test images
  SharedEvidence evidence;          ///< of both fits: differences of other vertices are of noise
};

/// Depth is (m - 1) / (L - 1) of the expected layer m, so that networks of other numbers of layers
/// can be compared.
///
/// @throws Error  as require_same_vertices
VertexDifferences differences_between(const FitMaps& first, const FitMaps& second);

}  // namespace cortiscope
