#include "core/io/npy/npy_header.h"

#include <algorithm>
#include <string_view>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/text_lines.h"

namespace cortiscope {
namespace {

[[noreturn]] void refuse(const std::string& subject) {
  throw Error(ErrorKind::kBadFormat, subject,
              "expected a NumPy array (.npy) with type, order and shape in its header, found "
              "another file",
              "write it with numpy.save");
}

/// What follows a key of the header's dict, without blanks before it.
std::string_view value_of(std::string_view header, std::string_view key) {
  const std::size_t at = header.find(key);
  if (at == std::string_view::npos) return {};
  header.remove_prefix(at + key.size());
  const std::size_t start = header.find_first_not_of(": ");
  return start == std::string_view::npos ? std::string_view() : header.substr(start);
}

/// "(9841, 19004)", "(3,)" or "()".
bool take_shape(std::string_view text, Shape& shape) {
  if (text.empty() || text.front() != '(') return false;
  const std::size_t end = text.find(')');
  if (end == std::string_view::npos) return false;
  text = text.substr(1, end - 1);
  while (!text.empty()) {
    std::int64_t extent = 0;
    if (!take_number(text, extent) || extent < 0) return false;
    shape.push_back(extent);
    const std::size_t next = text.find_first_not_of(", ");
    text = next == std::string_view::npos ? std::string_view() : text.substr(next);
  }
  return true;
}

}  // namespace

NpyHeader read_npy_header(const std::filesystem::path& file) {
  return read_npy_header(read_file_start(file, kMostNpyHeader), file_name(file));
}

NpyHeader read_npy_header(std::string_view start, const std::string& subject) {
  const auto byte = [&](std::size_t i) {
    return std::size_t(static_cast<unsigned char>(start[i]));
  };
  if (start.size() < 12 || start.compare(0, 6, "\x93NUMPY") != 0) refuse(subject);
  const bool is_first_version = start[6] == 1;
  const std::size_t before = is_first_version ? 10 : 12;
  std::size_t length = byte(8) | byte(9) << 8;
  if (!is_first_version) length |= byte(10) << 16 | byte(11) << 24;
  if (start[6] < 1 || start[6] > 3 || length > std::min(start.size(), kMostNpyHeader) - before)
    refuse(subject);

  const std::string_view text = start.substr(before, length);
  NpyHeader header;
  header.data_start = before + length;
  const std::string_view type = value_of(text, "'descr'");
  const std::string_view order = value_of(text, "'fortran_order'");
  if (type.size() < 2 || type.front() != '\'' || order.empty()) refuse(subject);
  header.type = std::string(type.substr(1, type.find('\'', 1) - 1));
  header.is_column_major = order.front() == 'T';
  if (!take_shape(value_of(text, "'shape'"), header.shape)) refuse(subject);
  return header;
}

std::string shape_in_words(const Shape& shape) {
  constexpr std::size_t kMostShown = 4;
  return shape.size() > kMostShown ? std::to_string(shape.size()) + " axes"
                                   : "shape " + to_string(shape);
}

}  // namespace cortiscope
