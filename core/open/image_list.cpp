#include "core/open/image_list.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"
#include "core/io/hdf5/subject_file.h"
#include "core/open/file_format.h"
#include "core/open/open_images.h"

namespace cortiscope {
namespace {

constexpr std::uintmax_t kLongestList = std::uintmax_t(64) << 20;  // bytes
constexpr std::size_t kMostNames = 500000;  // the largest data set shows 73,000

/// Lines without the blanks around them, each once.
std::vector<std::string> names_in(const std::string& text, const std::string& subject) {
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
                "expected unique names, found " + in_quotes(names.back()) + " twice",
                "average the repeats of an image into one response");
  }
  return names;
}

}  // namespace

std::vector<std::string> read_image_list(const std::filesystem::path& path) {
  std::error_code ignored;
  const bool is_folder = std::filesystem::is_directory(path, ignored);
  const bool is_hdf5 = !is_folder && format_of_file(path) == FileFormat::kHdf5;
  if (is_hdf5) {
    const H5Reader file(path);
    if (format_of(file) == "subject") return read_image_names(file, "/images");
  }
  if (is_folder || is_hdf5) return open_images(path)->names();
  const std::string text = read_file_bytes(path, kLongestList);
  if (!is_utf8(text) || text.find('\0') != std::string::npos) {
    throw Error(ErrorKind::kBadFormat, file_name(path),
                "expected a folder of images, or a text file of their names, one a line",
                "is this the right file?");
  }
  std::vector<std::string> names = names_in(text, file_name(path));
  if (names.empty()) {
    throw Error(ErrorKind::kNotFound, file_name(path),
                "expected the names of images, one a line, found none",
                "list them in the order of the responses");
  }
  return names;
}

}  // namespace cortiscope
