#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/open/map_choice.h"
#include "core/open/warnings.h"

namespace cortiscope {

struct Contents;

/// Named sets of vertices of each hemisphere: what labels and annotations hold.
struct RegionsPair {
  std::string name;                           ///< of the file, without its hemisphere
  HemisphereRegions regions;                  ///< empty where a hemisphere has none
  std::array<int, 2> vertex_counts = {0, 0};  ///< V that a file was made for; 0: it does not say
  MapChoice source;                           ///< the file it was read from, and its map there
  std::array<std::string, 2> files;           ///< the names of the source files
  std::array<std::string, 2> made_on;         ///< the cortex that a file names; mostly empty
};

/// Reads a label (.label) or an annotation (.annot, .label.gii) of one hemisphere, identified by
/// its name (hemisphere_pair.h), and the other hemisphere's next to it, if present; or CIFTI-2
/// labels (.dlabel.nii), which are of both.
///
/// @param warnings  as of hemisphere_pair
/// @param map  of a file of several label maps: its number, from 1, or its name (map_choice.h);
///             empty: the first
/// @throws Error  kBadValue: the hemisphere is unknown, or there is no such map; also what the
///                readers of these files throw
RegionsPair read_regions_pair(const std::filesystem::path& file, Warnings* warnings = nullptr,
                              const std::string& map = {});

/// The same for a file that was already read; also reads the other hemisphere's file.
/// @throws Error  also kBadFormat: neither a label nor parcels
RegionsPair regions_pair_of(const Contents& contents, Warnings* warnings = nullptr,
                            const std::string& map = {});

/// Removes the data of a hemisphere that the cortex does not have.
///
/// @param warnings  receives a warning where they look like those of another cortex
/// @throws Error  kBadShape: of another mesh than `cortex`'s, or of none of its hemispheres
RegionsPair fitted_to(RegionsPair regions, const Cortex& cortex, Warnings* warnings = nullptr);

}  // namespace cortiscope
