#include "core/open/hemisphere_pair.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

/// How file names tell the hemispheres apart.
constexpr const char* kMarks[][2] = {
    {"lh.", "rh."}, {"hemi-L", "hemi-R"}, {".L.", ".R."}, {"left", "right"}, {"lh_", "rh_"}};

struct Mark {
  Hemisphere hemisphere;
  std::size_t place, length;
  const char* of_other;  ///< what marks the other hemisphere so
};

std::optional<Mark> find_mark(const std::string& name) {
  for (const auto& marks : kMarks) {
    for (const Hemisphere h : kHemispheres) {
      const std::string mark = marks[h];
      const std::size_t place = name.find(mark);
      if (place != std::string::npos) return Mark{h, place, mark.size(), marks[1 - h]};
    }
  }
  return std::nullopt;
}

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

std::optional<Hemisphere> hemisphere_in_name(const std::filesystem::path& file) {
  const std::optional<Mark> mark = find_mark(file_name(file));
  return mark ? std::optional(mark->hemisphere) : std::nullopt;
}

HemispherePair hemisphere_pair(const std::filesystem::path& file) {
  const std::string name = file_name(file);
  const std::optional<Mark> mark = find_mark(name);
  if (!mark) {
    throw Error(ErrorKind::kBadValue, name,
                "expected a name that says its hemisphere, found none in it",
                "put lh. or rh. before it, or left or right into it");
  }
  std::string other = name, bare = name;
  other.replace(mark->place, mark->length, mark->of_other);
  bare.erase(mark->place, mark->length);
  HemispherePair pair{name_without_format(bare), mark->hemisphere, {}};
  pair.files[mark->hemisphere] = file;
  std::error_code ignored;
  const std::filesystem::path beside = file.parent_path() / other;
  if (std::filesystem::exists(beside, ignored)) pair.files[1 - mark->hemisphere] = beside;
  return pair;
}

}  // namespace cortiscope
