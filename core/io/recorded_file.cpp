#include "core/io/recorded_file.h"

#include <algorithm>
#include <cctype>

#include "core/base/cache_folder.h"
#include "core/base/error.h"
#include "core/io/atomic_file.h"
#include "core/io/file_bytes.h"
#include "core/io/file_hash.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

/// The file of the cache folder that holds the place of the file of a hash.
std::optional<fs::path> note_of(const std::string& hash) {
  const auto cache = cache_folder();
  if (!cache || hash.empty()) return std::nullopt;
  std::string name = hash;
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '-');
  return *cache / "places" / name;
}

}  // namespace

std::string recorded_path(const fs::path& file, const fs::path& folder) {
  std::error_code ignored;
  const fs::path from_folder = fs::proximate(file, folder, ignored);
  const bool is_inside = from_folder.is_relative() && !from_folder.empty() &&
                         *from_folder.begin() != ".." && *from_folder.begin() != ".";
  if (is_inside) return from_folder.generic_string();
  const fs::path whole = fs::absolute(file, ignored).lexically_normal();
  return (whole.has_filename() ? whole : whole.parent_path()).filename().string();
}

std::string hash_of_place(const fs::path& place) {
  std::error_code failed;
  if (fs::is_regular_file(place, failed)) return hash_of_file(place);
  if (!fs::is_directory(place, failed)) return "";
  constexpr int kDeepest = 2;           // surf, label and what is in them
  constexpr std::size_t kMost = 10000;  // a folder of images need not be listed whole
  std::vector<std::string> names;
  fs::recursive_directory_iterator entry(place, failed);
  for (; !failed && entry != fs::end(entry) && names.size() < kMost; entry.increment(failed)) {
    if (entry.depth() + 1 >= kDeepest) entry.disable_recursion_pending();
    if (!entry->is_regular_file(failed)) continue;
    names.push_back(fs::proximate(entry->path(), place).string() + " " +
                    std::to_string(entry->file_size(failed)));
  }
  std::sort(names.begin(), names.end());
  std::string listing;
  for (const std::string& name : names) listing += name + "\n";
  return hash_of_bytes(listing.data(), listing.size());
}

void remember_place(const fs::path& file, const std::string& hash) {
  const auto note = note_of(hash);
  if (!note) return;
  try {
    std::error_code ignored;
    fs::create_directories(note->parent_path(), ignored);
    write_file(*note, fs::absolute(file).string());
  } catch (const Error&) {
    // Only a convenience: without it the user is asked where the file is.
  }
}

std::vector<fs::path> places_of(const std::string& recorded, const std::string& hash,
                                const fs::path& folder) {
  std::vector<fs::path> places;
  if (!recorded.empty()) places.push_back(folder / recorded);
  constexpr std::size_t kLongestPath = 4096;
  std::error_code ignored;
  const auto note = note_of(hash);
  if (note && fs::is_regular_file(*note, ignored)) {
    places.emplace_back(read_file_start(*note, kLongestPath));
  }
  return places;
}

std::optional<FoundFile> find_recorded(const std::string& recorded, const std::string& hash,
                                       const fs::path& folder, const HashOfPlace& hash_of) {
  std::optional<FoundFile> changed;
  for (const fs::path& place : places_of(recorded, hash, folder)) {
    std::error_code ignored;
    if (!fs::exists(place, ignored)) continue;
    if (hash.empty() || hash_of(place) == hash) {
      return FoundFile{place, false};
    }
    if (!changed) changed = FoundFile{place, true};
  }
  return changed;
}

}  // namespace cortiscope
