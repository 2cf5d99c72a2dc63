#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace cortiscope {

/// A file of maps as it is typed, and which of them: "FILE" or "FILE:MAP".
struct MapChoice {
  std::filesystem::path file;
  std::string map;  ///< its number, from 1, or its name; empty: the first
};

/// Splits it at the last colon with a file before it. Text that names a file as a whole is that
/// file, whatever colons it has; without any file it is left whole.
MapChoice split_map_choice(const std::string& text);

/// The inverse.
std::string text_of(const MapChoice& choice);

/// The map asked for, from 0.
///
/// @param names    (K), at least one; empty where the file does not name a map
/// @param wanted   a number from 1 to K, else a name; empty: the first
/// @param subject  the file in messages
/// @throws Error  kBadValue: no such map; lists the names
std::size_t chosen_map(const std::vector<std::string>& names, const std::string& wanted,
                       const std::string& subject);

/// What a map is called beside its file: its name, or "map 2 of 3"; empty of a file of one map.
std::string map_title(const std::vector<std::string>& names, std::size_t map);

}  // namespace cortiscope
