#include "core/io/csv_columns.h"

#include <algorithm>
#include <string_view>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

constexpr std::uintmax_t kLongestTable = std::uintmax_t(64) << 20;  // bytes

std::vector<std::string> fields_of(std::string_view line) {
  std::vector<std::string> fields(1);
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"') {
      const bool is_doubled = is_quoted && i + 1 < line.size() && line[i + 1] == '"';
      if (is_doubled) fields.back() += line[++i];
      if (!is_doubled) is_quoted = !is_quoted;
    } else if (c == ',' && !is_quoted) {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

}  // namespace

std::vector<std::vector<std::string>> read_csv_columns(const std::filesystem::path& file,
                                                       const std::vector<std::string>& names) {
  const std::string text = read_file_bytes(file, kLongestTable);
  std::vector<std::vector<std::string>> rows;
  std::vector<std::size_t> places;
  std::size_t width = 0, number = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    std::string_view line(text.data() + from, end - from);
    from = end + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) continue;
    const std::vector<std::string> fields = fields_of(line);
    if (width == 0) {
      width = fields.size();
      for (const std::string& name : names) {
        const auto found = std::find(fields.begin(), fields.end(), name);
        if (found == fields.end()) {
          throw Error(ErrorKind::kNotFound, file_name(file),
                      "expected a column " + in_quotes(name) + ", found none",
                      "is it the right table?");
        }
        places.push_back(std::size_t(found - fields.begin()));
      }
      continue;
    }
    if (fields.size() != width) {
      throw Error(ErrorKind::kBadFormat, file_name(file),
                  "expected " + std::to_string(width) + " fields, as in the first line, found " +
                      std::to_string(fields.size()) + " in line " + std::to_string(number),
                  "the file is damaged; copy it again");
    }
    std::vector<std::string> row;
    for (const std::size_t place : places) row.push_back(fields[place]);
    rows.push_back(std::move(row));
  }
  if (width == 0) {
    throw Error(ErrorKind::kNotFound, file_name(file),
                "expected a table with the names of its columns in the first line, found nothing");
  }
  return rows;
}

}  // namespace cortiscope
