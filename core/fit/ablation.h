#pragma once

#include <string>

namespace cortiscope {

/// One part of the method left out, to see what it is worth.
///
/// Source: the ablations of Yang, Gee and Shi (arXiv:2312.01280).
enum class Ablation {
  kNone,
  kTopology,       ///< selectors of each vertex on its own, not smooth on the cortex
  kFactorization,  ///< one weight for every layer and place, instead of layer times place
  kSpace,          ///< every vertex reads at the image centre
};

/// "none", "topology", "factorization" or "space".
const char* name_of(Ablation ablation);
/// @throws Error  kBadValue: another name
Ablation parse_ablation(const std::string& name);

}  // namespace cortiscope
