#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "render/page.h"

namespace cortiscope {

/// A region's name and the position of the region, in any unit, y down.
struct PlacedName {
  std::string name;
  Point middle;      ///< in the visible part of the region
  std::size_t size;  ///< of the region, in vertices
};

/// A line from a name to its region.
struct Leader {
  Point from;  ///< at the edge of the word
  Point to;    ///< in the region
};

/// The position of a name.
struct NamePlace {
  std::size_t name = 0;          ///< of those given
  Point middle;                  ///< of the word
  std::optional<Leader> leader;  ///< where the word stands apart from its region
};

/// Finds a position for each name: at its region, or moved if it would cover another or leave the
/// box. Omits names with no free position near their region; earlier names have priority.
///
/// @param height    of a capital letter, in the unit of the names' positions
/// @param width_of  how wide a name is written, in the same unit
std::vector<NamePlace> name_places(const std::vector<PlacedName>& names, const Box& box,
                                   double height,
                                   const std::function<double(const std::string&)>& width_of);

/// Writes the names where name_places says, larger regions first, over their leaders.
void add_names(Page& page, std::vector<PlacedName> names, const Box& box);

}  // namespace cortiscope
