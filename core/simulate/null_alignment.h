#pragma once

#include <cstdint>
#include <memory>

#include "core/analysis/compared_fit.h"

namespace cortiscope {

/// Depths of kNullDepth on average, and of this deviation over the cortex.
constexpr float kNullDepth = 0.5F, kNullDeviation = 0.15F;

/// A fit whose expected layer is a smooth random map, independent in the two hemispheres, and has
/// nothing to do with any hierarchy: its true slope is 0, its true b0 and b1 are kNullDepth.
///
/// @param length_mm  the map's correlation over distance d on the sphere is exp(-d^2 / (2
/// length^2))
ComparedFit random_fit(std::shared_ptr<const ComparedSubject> subject, float length_mm,
                       std::uint64_t seed);

/// The shares of random maps whose 95 % intervals cover the truth.
struct NullCoverage {
  double slope = 0, b0 = 0, b1 = 0;
};

/// Over the maps of seeds 1 to `maps`, both hemispheres, and the default order.
NullCoverage null_coverage(const std::shared_ptr<const ComparedSubject>& subject, float length_mm,
                           int maps);

}  // namespace cortiscope
