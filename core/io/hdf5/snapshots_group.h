#pragma once

#include <string>
#include <vector>

#include "core/data/map_snapshot.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// Reads and writes the snapshots of a fit in a group, as core/io/FORMAT.md describes. No group is
/// written where there are none, and none are read where there is no group.
///
/// @param vertices  N; kAny takes what is there
/// @param layers    L; the most that there can be where it is not known
/// @throws Error  kBadShape: not N vertices, or not one column for each step; kBadValue: steps do
///                not ascend, or a layer is not one of L
std::vector<MapSnapshot> read_snapshots(const H5Reader& file, const std::string& group,
                                        std::int64_t vertices, int layers = kMostSnapshotLayers);
void write_snapshots(H5Writer& file, const std::string& group,
                     const std::vector<MapSnapshot>& snapshots, Packing packing = Packing::kSmall);

}  // namespace cortiscope
