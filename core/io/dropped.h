#pragma once

#include <string>
#include <vector>

namespace cortiscope {

/// Data in a file that its reader does not keep, as `convert` reports it: "the coordinates of its
/// 12 vertices". Readers take a pointer to one, borrowed, and add to it; null when the caller does
/// not need it.
using Dropped = std::vector<std::string>;

inline void note(Dropped* dropped, std::string what) {
  if (dropped) dropped->push_back(std::move(what));
}

}  // namespace cortiscope
