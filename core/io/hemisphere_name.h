#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/data/cortex.h"

namespace cortiscope {

/// The hemisphere mark in a file's name.
struct HemisphereMark {
  Hemisphere hemisphere;
  std::size_t position, length;  ///< of the mark in the name, in bytes
  std::string of_other;          ///< the corresponding mark of the other hemisphere
};

/// Finds the hemisphere in a file's name (without folders). The name is split into words at dots,
/// underscores, hyphens and blanks, and only whole words count, of these the first kind that the
/// name has for one hemisphere alone:
///
/// 1. lh or rh (LH, RH) as the first word: FreeSurfer's "lh.pial", "lh.right_hand.mgz"
/// 2. hemi-L or hemi-R: "tpl-fsaverage_hemi-L_pial.surf.gii"
/// 3. lh or rh anywhere: "fsaverage.lh.surf.gii"
/// 4. L or R: "100307.L.sulc.shape.gii"
/// 5. left or right (Left, Right, LEFT, RIGHT): "infl_left.gii.gz"
std::optional<HemisphereMark> find_hemisphere_mark(const std::string& name);

/// The hemisphere of a structure's name inside GIFTI ("CortexLeft") or CIFTI-2
/// ("CIFTI_STRUCTURE_CORTEX_LEFT"); none for other structures.
std::optional<Hemisphere> hemisphere_of_structure(std::string_view structure);

}  // namespace cortiscope
