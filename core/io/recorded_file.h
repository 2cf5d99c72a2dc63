#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cortiscope {

/// How a file of ours names another one, so that both can move together and nobody's folders are
/// revealed: by its path from this folder where it lies in it, else by its name alone. Its hash
/// stands beside.
std::string recorded_path(const std::filesystem::path& file, const std::filesystem::path& folder);

/// A hash by which a file or folder is found again: of a file's contents, of a folder's file names
/// and sizes. Empty where there is neither.
std::string hash_of_place(const std::filesystem::path& place);

/// Remembers for this user where a file of this hash is, in the cache folder.
/// @param hash  as hash_of_place; an empty one is not remembered
void remember_place(const std::filesystem::path& file, const std::string& hash);

/// Where a recorded file may be: in the folder of the file that records it, and where a file of its
/// hash was last. Not all need to exist.
std::vector<std::filesystem::path> places_of(const std::string& recorded, const std::string& hash,
                                             const std::filesystem::path& folder);

struct FoundFile {
  std::filesystem::path file;
  bool has_changed = false;  ///< it is there, but has another hash
};

/// How the hash of what a place holds is computed.
using HashOfPlace = std::function<std::string(const std::filesystem::path&)>;

/// The first of these places with a file or folder of this hash, else one that has changed; absent
/// where there is none. Reads whole files. Without a hash the place alone counts.
std::optional<FoundFile> find_recorded(const std::string& recorded, const std::string& hash,
                                       const std::filesystem::path& folder,
                                       const HashOfPlace& hash_of = hash_of_place);

}  // namespace cortiscope
