#pragma once

#include <string>
#include <vector>

#include "core/analysis/comparison.h"

namespace cortiscope {

/// Over what the spread of fits of one network is taken.
enum class Grouping {
  kSubjects,  ///< a subject's fits (of several seeds) are averaged first
  kSeeds      ///< of one subject
};

/// Mean and standard deviation over the members of a group; NaN with none, and with one.
struct Spread {
  double mean = 0, deviation = 0;
};

/// Fits of one network, of several subjects or seeds.
struct FitGroup {
  std::string network;
  std::string subject;  ///< of kSeeds
  int members = 0;      ///< subjects or seeds whose slope is known
  Spread slope, b0, b1, r2;
};

/// In order of first appearance. A fit whose slope is unknown is left out.
std::vector<FitGroup> group_fits(const std::vector<ComparedFit>& fits, const Comparison& comparison,
                                 Grouping grouping);

}  // namespace cortiscope
