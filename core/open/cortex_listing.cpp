#include "core/open/cortex_listing.h"

#include <algorithm>
#include <tuple>

#include "core/io/file_bytes.h"
#include "core/open/hemisphere_of_file.h"

namespace cortiscope {

namespace {

/// The hemisphere of a GIFTI file is read from its contents.
std::optional<CortexFileName> understand(const std::filesystem::path& file, Warnings* warnings) {
  const std::string name = file_name(file);
  // With any hemisphere: files that are not part of a cortex are not opened.
  if (!understand_cortex_file_name(name, kLh)) return std::nullopt;
  return understand_cortex_file_name(name, hemisphere_of_file(file, warnings).tagged);
}

}  // namespace

std::vector<CortexFile> find_cortex_files(const std::filesystem::path& folder, Warnings* warnings) {
  std::vector<CortexFile> files;
  for (const std::filesystem::path& place :
       {folder / "surf", folder / "label", folder / "gifti", folder}) {
    // A folder that does not exist or cannot be read has no parts.
    std::error_code failure;
    std::filesystem::directory_iterator entry(place, failure);
    for (; !failure && entry != std::filesystem::directory_iterator(); entry.increment(failure)) {
      std::error_code broken_link;
      if (!entry->is_regular_file(broken_link)) continue;
      if (const auto name = understand(entry->path(), warnings)) {
        files.push_back({*name, entry->path()});
      }
    }
  }
  const auto key = [](const CortexFile& c) {
    return std::make_tuple(c.name.hemisphere, c.name.part, c.name.preference, c.file);
  };
  std::sort(files.begin(), files.end(),
            [&](const CortexFile& a, const CortexFile& b) { return key(a) < key(b); });
  // Of each part the preferred one; of regions all.
  const auto is_same_part = [](const CortexFile& a, const CortexFile& b) {
    return a.name.part != CortexPart::kRegion && a.name.part == b.name.part &&
           a.name.hemisphere == b.name.hemisphere;
  };
  files.erase(std::unique(files.begin(), files.end(), is_same_part), files.end());
  return files;
}

}  // namespace cortiscope
