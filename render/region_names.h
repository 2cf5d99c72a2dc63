#pragma once

#include <optional>
#include <string>
#include <vector>

#include "render/page.h"

namespace cortiscope {

/// A region's name and where on the page its region is.
struct PlacedName {
  std::string name;
  Point middle;      ///< in the region, where it is thickest
  std::size_t size;  ///< of the region, in vertices: larger ones choose their place first
};

/// @param points  the region's vertices on the page
/// @return  nothing where no point lies in the box
std::optional<PlacedName> placed_name(const std::string& name, const std::vector<Point>& points,
                                      const Box& box);

/// Writes the names, moved aside where they would cover another or leave the box. Names with no
/// free place near their region are left out, smallest regions first.
void add_names(Page& page, std::vector<PlacedName> names, const Box& box);

}  // namespace cortiscope
