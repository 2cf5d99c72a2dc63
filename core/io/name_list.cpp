#include "core/io/name_list.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

constexpr std::uintmax_t kLongestList = std::uintmax_t(64) << 20;  // bytes
constexpr std::size_t kMostNames = 500000;  // the largest data set shows 73,000

/// Lines without the blanks around them, each once.
std::vector<std::string> names_in(const std::string& text, const std::string& subject,
                                  const NameListHints& hints) {
  std::vector<std::string> names;
  std::unordered_set<std::string> seen;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find_first_of("\r\n", from), text.size());
    const std::string_view line(text.data() + from, end - from);
    from = end + 1;
    const std::size_t first = line.find_first_not_of(" \t");
    if (first == std::string_view::npos) continue;
    names.emplace_back(line.substr(first, line.find_last_not_of(" \t") + 1 - first));
    if (names.size() > kMostNames) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected at most " + std::to_string(kMostNames) + " names of images, found more",
                  "is this the right file?");
    }
    if (seen.insert(names.back()).second) continue;
    throw Error(ErrorKind::kBadValue, subject,
                "expected unique names, found " + in_quotes(names.back()) + " twice", hints.twice);
  }
  return names;
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
  std::vector<std::string> names = names_in(text, file_name(file), hints);
  if (names.empty()) {
    throw Error(ErrorKind::kNotFound, file_name(file),
                "expected the names of images, one a line, found none", hints.none);
  }
  return names;
}

}  // namespace cortiscope
