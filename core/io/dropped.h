#pragma once

#include <string>
#include <vector>

namespace cortiscope {

/// What a file holds and its reader has no place for, as `convert` tells it: "the coordinates of
/// its 12 vertices". Readers take a pointer to one, borrowed, and add to it; null where nobody
/// asks.
using Dropped = std::vector<std::string>;

inline void note(Dropped* dropped, std::string what) {
  if (dropped) dropped->push_back(std::move(what));
}

}  // namespace cortiscope
