#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/session/map_table.h"

namespace cortiscope {

/// What a map of several fits is painted from.
struct JoinedFits {
  std::shared_ptr<const MapSource> source;
  std::size_t drawn_on = 0;  ///< the fit whose cortex it is drawn on
  std::string name;          ///< "tuned (B) - original (A) · subject"
};

/// Of `difference` each fit after the first, with its differences from the first.
///
/// @param map  with kOfSeveralFits
/// @throws Error  kNotFound: fewer than two fits; kBadShape: of other vertices
std::vector<JoinedFits> joined_fits(const std::vector<std::shared_ptr<const MapSource>>& fits,
                                    const Map& map);

}  // namespace cortiscope
