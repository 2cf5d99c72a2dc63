#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/session/map_source.h"

namespace cortiscope {

/// What the mean of several subjects is painted from.
struct GroupedFits {
  std::shared_ptr<const MapSource> source;  ///< with group; its subject is "mean of 3 subjects"
  std::size_t first = 0;                    ///< of the fits, the first that it averages
};

/// For each network among the fits, in order of first appearance, the mean over its subjects
/// (core/analysis/group_maps.h). ROIs are the vertices that at least half of the subjects have in
/// theirs; of a template its own.
///
/// @param onto  the template that subjects are brought to; null: they share a mesh
/// @throws Error  kNotFound: a network with one subject; kBadValue: two fits of one network and
///                subject; as require_same_mesh, rows_through_sphere and group_maps
std::vector<GroupedFits> grouped_fits(const std::vector<std::shared_ptr<const MapSource>>& fits,
                                      const Cortex* onto);

}  // namespace cortiscope
