#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/study/nsd_files.h"

namespace cortiscope {

/// The ROIs of NSD's label folder of fsaverage, and what is wrong with it.
struct NsdRegions {
  HemisphereRegions of;
  std::vector<std::string> concerns;  ///< sets that are left out, and why, in sentences
};

/// The names of a set's numbers, of lines of a number and a name (*.mgz.ctab). Other lines and
/// numbers below 1 are left out.
/// @throws Error  as read_file_bytes; of more than 1 MiB
std::map<int, std::string> read_nsd_region_names(const std::filesystem::path& file);

/// Reads the sets prf-visualrois, floc-*, streams, Kastner2015 and HCP_MMP1, as far as they are
/// there, in this order and each in the order of its numbers. Numbers below 1 stand for the rest. A
/// region of no name of its set is left out, and so are sets without a file of names.
///
/// @param mesh  vertices of the cortex, [lh, rh]
/// @throws Error  kBadShape: a file of another number of vertices; as read_mgh_maps
NsdRegions read_nsd_regions(const NsdFiles& files, const std::array<std::int64_t, 2>& mesh);

}  // namespace cortiscope
