#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "render/page.h"

namespace cortiscope {

/// A region's name and where its region is, in any unit, y down.
struct PlacedName {
  std::string name;
  Point middle;      ///< in what is seen of the region
  std::size_t size;  ///< of the region, in vertices
};

/// Where a name is written.
struct NamePlace {
  std::size_t name = 0;  ///< of those given
  Point middle;          ///< of the word
  bool is_led = false;   ///< so far aside that a line has to lead to its region
};

/// Finds each name a place: at its region, or moved aside where it would cover another or leave the
/// box. Names with no free place near their region are left out: those given first choose first.
///
/// @param height    of a capital letter, in the unit of the names' places
/// @param width_of  how wide a name is written, in the same unit
std::vector<NamePlace> name_places(const std::vector<PlacedName>& names, const Box& box,
                                   double height,
                                   const std::function<double(const std::string&)>& width_of);

/// Writes the names where name_places says, larger regions first.
void add_names(Page& page, std::vector<PlacedName> names, const Box& box);

}  // namespace cortiscope
