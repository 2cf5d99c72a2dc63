#include "core/open/image_list.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"
#include "core/io/hdf5/subject_file.h"
#include "core/open/file_format.h"
#include "core/open/open_images.h"

namespace cortiscope {
namespace {

constexpr std::uintmax_t kLongestList = std::uintmax_t(64) << 20;  // bytes

/// Lines without the blanks around them.
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
  std::vector<std::string> names = lines_of(text);
  if (names.empty()) {
    throw Error(ErrorKind::kNotFound, file_name(path),
                "expected the names of images, one a line, found none",
                "list them in the order of the responses");
  }
  std::set<std::string> seen;
  for (const std::string& name : names) {
    if (seen.insert(name).second) continue;
    throw Error(ErrorKind::kBadValue, file_name(path),
                "expected unique names, found " + in_quotes(name) + " twice",
                "average the repeats of an image into one response");
  }
  return names;
}

}  // namespace cortiscope
