#include "core/io/hemisphere_pair.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

/// How file names tell the hemispheres apart.
constexpr const char* kMarks[][2] = {
    {"lh.", "rh."}, {"hemi-L", "hemi-R"}, {".L.", ".R."}, {"left", "right"}, {"lh_", "rh_"}};

}  // namespace

std::string name_without_format(std::string name) {
  for (const std::string end : {".gz", ".gii", ".nii", ".mgh", ".mgz", ".asc", ".shape", ".func",
                                ".label", ".surf", ".annot", ".dscalar", ".dlabel", ".dtseries"}) {
    if (name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0) {
      name.erase(name.size() - end.size());
    }
  }
  const std::size_t first = name.find_first_not_of("._-");
  const std::size_t last = name.find_last_not_of("._-");
  return first == std::string::npos ? name : name.substr(first, last - first + 1);
}

HemispherePair hemisphere_pair(const std::filesystem::path& file) {
  const std::string name = file_name(file);
  for (const auto& marks : kMarks) {
    for (const Hemisphere h : kHemispheres) {
      const std::string mark = marks[h];
      const std::size_t at = name.find(mark);
      if (at == std::string::npos) continue;
      std::string other = name, bare = name;
      other.replace(at, mark.size(), marks[1 - h]);
      bare.erase(at, mark.size());
      HemispherePair pair{name_without_format(bare), h, {}};
      pair.files[h] = file;
      std::error_code ignored;
      const std::filesystem::path beside = file.parent_path() / other;
      if (std::filesystem::exists(beside, ignored)) pair.files[1 - h] = beside;
      return pair;
    }
  }
  throw Error(ErrorKind::kBadValue, name, "its name does not say which hemisphere it is of",
              "put lh. or rh. before it, or left or right into it");
}

}  // namespace cortiscope
