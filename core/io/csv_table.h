#pragma once

#include <string>
#include <vector>

namespace cortiscope {

/// A table as comma-separated text, one row a line, with its columns' names first. Fields with a
/// comma, a quotation mark or a line's end are put in quotation marks, which are doubled within.
///
/// Source: RFC 4180, but for lines that end with a line feed alone.
class CsvTable {
 public:
  explicit CsvTable(const std::vector<std::string>& columns);

  /// @pre as many fields as columns
  void add_row(const std::vector<std::string>& fields);

  const std::string& text() const { return text_; }

 private:
  std::size_t columns_;
  std::string text_;
};

/// A number as a field, with the digits that a float has; empty where it is NaN.
std::string csv_number(double value);

}  // namespace cortiscope
