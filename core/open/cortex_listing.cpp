#include "core/open/cortex_listing.h"

#include <algorithm>
#include <tuple>

#include "core/io/file_bytes.h"

namespace cortiscope {

std::vector<CortexFile> find_cortex_files(const std::filesystem::path& folder) {
  std::vector<CortexFile> files;
  for (const std::filesystem::path& place :
       {folder / "surf", folder / "label", folder / "gifti", folder}) {
    // A folder that is not there, or may not be read, holds nothing for us.
    std::error_code failure;
    std::filesystem::directory_iterator entry(place, failure);
    for (; !failure && entry != std::filesystem::directory_iterator(); entry.increment(failure)) {
      const auto name = understand_cortex_file_name(file_name(entry->path()));
      std::error_code broken_link;
      if (name && entry->is_regular_file(broken_link)) files.push_back({*name, entry->path()});
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
