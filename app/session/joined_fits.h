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
  std::string name;  ///< "tuned (B) - original (A) · subject", "network · subject · 3 seeds"
};

/// Of `difference` each fit after the first, with its differences from the first. Of `stability`
/// one for each network and subject among the fits, with the spread over its seeds, in order of
/// first appearance.
///
/// @param map  with kOfSeveralFits
/// @throws Error  kNotFound: fewer than two fits; kBadShape: of other vertices; kBadValue: a spread
///                over one seed
std::vector<JoinedFits> joined_fits(const std::vector<std::shared_ptr<const MapSource>>& fits,
                                    const Map& map);

}  // namespace cortiscope
