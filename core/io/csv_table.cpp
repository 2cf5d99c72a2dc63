#include "core/io/csv_table.h"

#include <cassert>
#include <cmath>
#include <cstdio>

namespace cortiscope {
namespace {

std::string quoted_if_needed(const std::string& field) {
  if (field.find_first_of(",\"\r\n") == std::string::npos) return field;
  std::string quoted = "\"";
  for (const char c : field) quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

}  // namespace

CsvTable::CsvTable(const std::vector<std::string>& columns) : columns_(columns.size()) {
  add_row(columns);
}

void CsvTable::add_row(const std::vector<std::string>& fields) {
  assert(fields.size() == columns_);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    text_ += (i ? "," : "") + quoted_if_needed(fields[i]);
  }
  text_ += "\n";
}

std::string csv_number(double value) {
  if (std::isnan(value)) return "";
  char text[32];
  std::snprintf(text, sizeof text, "%.7g", value);
  return text;
}

}  // namespace cortiscope
