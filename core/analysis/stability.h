#pragma once

#include "core/analysis/fit_maps.h"

namespace cortiscope {

/// How far fits of one network and subject differ that were made with different seeds: standard
/// deviations with n - 1. A seed decides where a fit starts and which images it is tested on, so
/// the spread is of both. N vertices.
struct SeedStability {
  int fits = 0;
  std::vector<float> depth;  ///< (N) of the expected layer in normalised depth
  /// (N) of the receptive field's position, in image half-widths: the root of the sum of the
  /// variances of x and y
  std::vector<float> space;
  std::vector<float> scale;  ///< (N)
  SharedEvidence evidence;   ///< of every fit
};

/// @throws Error  kBadValue: fewer than two fits, of two networks or subjects, or of one seed
/// twice;
///                also as require_same_vertices
SeedStability stability_of(const std::vector<FitMaps>& fits);

}  // namespace cortiscope
