#include "core/open/hemisphere_pair.h"

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"
#include "core/io/hemisphere_name.h"
#include "core/open/hemisphere_of_file.h"

namespace cortiscope {
namespace {

/// A name without its hemisphere mark; in "a.lh.b" one of the two dots is removed too.
std::string without(const HemisphereMark& mark, std::string name) {
  std::size_t length = mark.length;
  const std::size_t end = mark.position + mark.length;
  const bool starts_word = mark.position == 0 || name[mark.position - 1] == '.';
  if (starts_word && end < name.size() && name[end] == '.') ++length;
  return name.erase(mark.position, length);
}

/// The file with the other hemisphere's name next to a file, if it is of the other hemisphere.
std::filesystem::path other_beside(const std::filesystem::path& file, const HemisphereMark& mark,
                                   Hemisphere hemisphere, Warnings* warnings) {
  std::string name = file_name(file);
  name.replace(mark.position, mark.length, mark.of_other);
  const std::filesystem::path beside = file.parent_path() / name;
  std::error_code ignored;
  if (!std::filesystem::exists(beside, ignored)) return {};
  if (hemisphere_of_file(beside, warnings).either() != hemisphere) return beside;
  warn(warnings, name + ": not read along with " + file_name(file) + ", which is of " +
                     name_of(hemisphere) + ", too");
  return {};
}

}  // namespace

std::string name_without_format(std::string name) {
  for (const std::string end :
       {".gz",      ".gii",    ".nii",      ".mgh",   ".mgz",     ".asc",    ".shape",
        ".func",    ".label",  ".surf",     ".annot", ".dscalar", ".dlabel", ".dtseries",
        ".pscalar", ".plabel", ".ptseries", ".hdr",   ".img",     ".w"}) {
    if (name.size() > end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0) {
      name.erase(name.size() - end.size());
    }
  }
  const std::size_t first = name.find_first_not_of("._-");
  const std::size_t last = name.find_last_not_of("._-");
  return first == std::string::npos ? name : name.substr(first, last - first + 1);
}

HemispherePair hemisphere_pair(const std::filesystem::path& file, Warnings* warnings) {
  return hemisphere_pair(file, hemisphere_of_file(file, warnings).either(), warnings);
}

HemispherePair hemisphere_pair(const std::filesystem::path& file,
                               std::optional<Hemisphere> hemisphere, Warnings* warnings) {
  const std::string name = file_name(file);
  if (!hemisphere) {
    throw Error(ErrorKind::kBadValue, name,
                "expected a name that says its hemisphere, found none in it",
                "put lh. or rh. before it, or left or right into it");
  }
  const std::optional<HemisphereMark> mark = find_hemisphere_mark(name);
  HemispherePair pair{
      readable_text(name_without_format(mark ? without(*mark, name) : name)), *hemisphere, {}};
  pair.files[*hemisphere] = file;
  if (mark) pair.files[1 - *hemisphere] = other_beside(file, *mark, *hemisphere, warnings);
  return pair;
}

}  // namespace cortiscope
