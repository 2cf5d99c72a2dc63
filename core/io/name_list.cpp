#include "core/io/name_list.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

constexpr std::uintmax_t kLongestList = std::uintmax_t(64) << 20;  // bytes

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", from), text.size());
    const std::string_view line(text.data() + from, end - from);
    const std::size_t first = line.find_first_not_of(" \t");
    if (first != std::string_view::npos) {
      lines.emplace_back(line.substr(first, line.find_last_not_of(" \t") + 1 - first));
    }
    from = end + 1;
  }
  return lines;
}

}  // namespace

std::vector<std::string> read_name_list(const std::filesystem::path& file,
                                        const NameListHints& hints) {
  const std::string text = read_file_bytes(file, kLongestList);
  if (!is_utf8(text) || text.find('\0') != std::string::npos) {
    throw Error(ErrorKind::kBadFormat, file_name(file),
                "expected a folder of images, or a text file of their names, one a line",
                "is this the right file?");
  }
  std::vector<std::string> names = lines_of(text);
  if (names.empty()) {
    throw Error(ErrorKind::kNotFound, file_name(file),
                "expected the names of images, one a line, found none", hints.none);
  }
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (seen.insert(name).second) continue;
    throw Error(ErrorKind::kBadValue, file_name(file),
                "expected unique names, found " + in_quotes(name) + " twice", hints.twice);
  }
  return names;
}

}  // namespace cortiscope
