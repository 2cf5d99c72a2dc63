#pragma once

#include <cstddef>
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

/// Records the maps of a file of `count` that are not the one kept: "the maps 2 to 5".
/// @param which  the map kept, from 0
inline void note_other_maps(std::size_t count, std::size_t which, const std::string& what,
                            Dropped* dropped) {
  if (count < 2) return;
  note(dropped, which == 0 ? "the " + what + "s 2 to " + std::to_string(count)
                           : "the " + what + "s other than " + std::to_string(which + 1) + " of " +
                                 std::to_string(count));
}

}  // namespace cortiscope
