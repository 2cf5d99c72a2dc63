#include "core/io/csv_columns.h"

#include <algorithm>
#include <string_view>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

constexpr std::uintmax_t kLongestTable = std::uintmax_t(64) << 20;  // bytes

/// Calls `take(place, field)` for each field of a line. @return  how many there are
template <class Take>
std::size_t split(std::string_view line, const Take& take) {
  std::size_t place = 0;
  std::string field;
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == '"') {
      const bool is_doubled = is_quoted && i + 1 < line.size() && line[i + 1] == '"';
      if (is_doubled) field += line[++i];
      if (!is_doubled) is_quoted = !is_quoted;
    } else if (c == ',' && !is_quoted) {
      take(place++, field);
      field.clear();
    } else {
      field += c;
    }
  }
  take(place++, field);
  return place;
}

/// The places of the columns of these names in the first line, and how many fields that has.
struct Columns {
  std::vector<std::size_t> places;
  std::size_t width = 0;
};

Columns columns_in(std::string_view line, const std::vector<std::string>& names,
                   const std::string& subject) {
  constexpr std::size_t kNone = std::size_t(-1);
  Columns columns;
  columns.places.assign(names.size(), kNone);
  columns.width = split(line, [&](std::size_t place, const std::string& field) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (field == names[i] && columns.places[i] == kNone) columns.places[i] = place;
    }
  });
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (columns.places[i] != kNone) continue;
    throw Error(ErrorKind::kNotFound, subject,
                "expected a column " + in_quotes(names[i]) + ", found none",
                "is it the right table?");
  }
  return columns;
}

}  // namespace

void read_csv_columns(const std::filesystem::path& file, const std::vector<std::string>& names,
                      const std::function<void(const std::vector<std::string>&)>& on_row) {
  const std::string subject = file_name(file);
  const std::string text = read_file_bytes(file, kLongestTable);
  Columns columns;
  std::vector<std::string> row(names.size());
  std::size_t number = 0;
  for (std::size_t from = 0; from < text.size();) {
    const std::size_t end = std::min(text.find('\n', from), text.size());
    std::string_view line(text.data() + from, end - from);
    from = end + 1;
    ++number;
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) continue;
    if (columns.width == 0) {
      columns = columns_in(line, names, subject);
      continue;
    }
    const std::size_t width = split(line, [&](std::size_t place, const std::string& field) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (columns.places[i] == place) row[i] = field;
      }
    });
    if (width != columns.width) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected " + std::to_string(columns.width) +
                      " fields, as in the first line, found " + std::to_string(width) +
                      " in line " + std::to_string(number),
                  "the file is damaged; copy it again");
    }
    on_row(row);
  }
  if (columns.width == 0) {
    throw Error(ErrorKind::kNotFound, subject,
                "expected a table with the names of its columns in the first line, found nothing");
  }
}

}  // namespace cortiscope
