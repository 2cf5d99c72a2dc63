#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/open/warnings.h"

namespace cortiscope {

struct Contents;

/// One number a vertex of each hemisphere.
struct OverlayPair {
  std::string name;                          ///< of the file, without its hemisphere
  std::array<std::vector<float>, 2> values;  ///< (V) each; empty where a hemisphere has none
  std::array<std::string, 2> files;          ///< the names of those that they came from
};

/// Reads an overlay of one hemisphere, told by hemisphere_of_file.h, and the other
/// hemisphere's beside it where there is one; or a CIFTI-2 file, which holds both. Of several maps
/// the first.
///
/// @param warnings  as of hemisphere_pair
/// @throws Error  kBadValue: nothing says the hemisphere; also what read_overlay throws
OverlayPair read_overlay_pair(const std::filesystem::path& file, Warnings* warnings = nullptr);

/// The same, of a file that is read already; the other hemisphere's is read along.
/// @throws Error  also kBadFormat: no values at vertices
OverlayPair overlay_pair_of(const Contents& contents, Warnings* warnings = nullptr);

/// Leaves out what is of a hemisphere that the cortex does not have.
///
/// @throws Error  kBadShape: not a value a vertex of `cortex`, or none of its hemispheres
OverlayPair fitted_to(OverlayPair overlay, const Cortex& cortex);

}  // namespace cortiscope
