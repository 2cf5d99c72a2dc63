#pragma once

#include <vector>

#include "core/data/cortex.h"

namespace cortiscope {

/// A parcellation of one hemisphere, as a file holds it.
struct Annotation {
  int vertex_count = 0;         ///< V of the mesh it belongs to
  std::vector<Region> parcels;  ///< in the order of the file's table; none is empty
};

}  // namespace cortiscope
