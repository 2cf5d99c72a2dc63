#pragma once

#include <array>
#include <vector>

#include "core/analysis/fit_maps.h"
#include "core/analysis/mesh_rows.h"

namespace cortiscope {

/// A subject's fit, and where it lies on the mesh that a group shares.
struct GroupMember {
  FitMaps maps;
  MeshRows at;
};

/// The mean of the fits of several subjects, over the N vertices of the mesh that are encoded in
/// any. A vertex averages the subjects that have evidence there, since the others' selectors are
/// only those of their neighbours; where none has, all that are encoded there.
struct GroupMaps {
  int subjects = 0;
  std::array<std::vector<int>, 2> vertices;  ///< of the mesh, [lh, rh], each ascending
  Selectors selectors;                       ///< (N) means
  std::vector<float> r2;                     ///< (N) means; NaN where all are unknown
  /// (N) the q that at least half of the subjects reach, 1 where fewer are encoded; so that a
  /// vertex has evidence where half of them have. Empty where not all fits were tested.
  std::vector<float> evidence;
  std::vector<int> with_evidence;    ///< (N) subjects; of fits not tested those encoded there
  std::vector<float> noise_ceiling;  ///< (N) means, NaN where unknown; empty where all are unknown
};

/// @param members  one a subject, on one mesh, at least one
/// @throws Error  kBadShape: networks of other numbers of layers
GroupMaps group_maps(const std::vector<GroupMember>& members);

}  // namespace cortiscope
