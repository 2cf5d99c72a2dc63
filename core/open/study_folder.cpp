#include "core/open/study_folder.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "core/base/error.h"
#include "core/io/hdf5/h5_file.h"
#include "core/open/file_format.h"

namespace cortiscope {
namespace {

constexpr std::array<std::string_view, 4> kInOrder = {"subject", "images", "features", "fit"};

/// Its index in kInOrder; -1 if it is not in the list.
int rank_of(const std::filesystem::path& file) {
  if (format_of_file(file) != FileFormat::kHdf5) return -1;
  const std::string mark = format_of(H5Reader(file));
  const auto found = std::find(kInOrder.begin(), kInOrder.end(), mark);
  return found == kInOrder.end() ? -1 : int(found - kInOrder.begin());
}

}  // namespace

std::vector<std::filesystem::path> study_files_in(const std::filesystem::path& folder) {
  std::multimap<int, std::filesystem::path> found;
  std::error_code failed;
  std::filesystem::directory_iterator entry(folder, failed);
  for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    std::error_code broken_link;
    if (!entry->is_regular_file(broken_link) || entry->path().extension() != ".h5") continue;
    try {
      const int rank = rank_of(entry->path());
      if (rank >= 0) found.emplace(rank, entry->path());
    } catch (const Error&) {
      found.emplace(int(kInOrder.size()), entry->path());
    }
  }
  std::vector<std::filesystem::path> files;
  for (const auto& [rank, file] : found) files.push_back(file);
  return files;
}

}  // namespace cortiscope
