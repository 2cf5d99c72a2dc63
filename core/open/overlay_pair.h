#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/open/warnings.h"

namespace cortiscope {

struct Contents;

/// One number per vertex of each hemisphere.
struct OverlayPair {
  std::string name;                          ///< of the file, without its hemisphere
  std::array<std::vector<float>, 2> values;  ///< (V) each; empty where a hemisphere has none
  std::array<std::string, 2> files;          ///< the names of the source files
};

/// Reads an overlay of one hemisphere, identified as in hemisphere_of_file.h, and the other
/// hemisphere's next to it, if present; or a CIFTI-2 file, which holds both. Of several maps the
/// first.
///
/// @param warnings  as of hemisphere_pair
/// @throws Error  kBadValue: the hemisphere is unknown; also what read_overlay throws
OverlayPair read_overlay_pair(const std::filesystem::path& file, Warnings* warnings = nullptr);

/// The same for a file that was already read; also reads the other hemisphere's file.
/// @throws Error  also kBadFormat: no values at vertices
OverlayPair overlay_pair_of(const Contents& contents, Warnings* warnings = nullptr);

/// Removes the data of a hemisphere that the cortex does not have.
///
/// @throws Error  kBadShape: not a value per vertex of `cortex`, or none of its hemispheres
OverlayPair fitted_to(OverlayPair overlay, const Cortex& cortex);

}  // namespace cortiscope
