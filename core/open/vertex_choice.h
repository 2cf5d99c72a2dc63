#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// The vertices that any of some masks choose, [lh, rh], ascending: of labels and annotations those
/// in a region, but for FreeSurfer's "unknown", "???" and "medial wall"; of values those above 0.
/// The file of the other hemisphere beside a mask is read along with it. A .npy list is of the
/// hemisphere that its name says, or of both, lh first.
///
/// @throws Error  kBadValue: no vertex is chosen; as read_overlay_pair and fitted_to
std::array<std::vector<int>, 2> vertices_in_masks(const std::vector<std::filesystem::path>& masks,
                                                  const Cortex& cortex,
                                                  Warnings* warnings = nullptr);

/// Noise ceilings of the chosen vertices, lh then rh, as fractions: percentages where any of them
/// is above 1. Each file has a value for each chosen vertex or for each of the mesh, of the
/// hemisphere that its name says, or of both, lh first.
///
/// @param chosen  [lh, rh]
/// @throws Error  kBadShape: another number of values; kBadValue: outside 0 to 1 or 0 to 100, two
///                files of one hemisphere, or a hemisphere without a file; as the readers of files
std::vector<float> read_ceilings(const std::vector<std::filesystem::path>& files,
                                 const Cortex& cortex,
                                 const std::array<std::vector<int>, 2>& chosen);

}  // namespace cortiscope
