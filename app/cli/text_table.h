#pragma once

#include <string>
#include <vector>

namespace cortiscope {

/// A table for reading in a terminal: columns as wide as their longest text, two spaces between.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> columns) : rows_{std::move(columns)} {}

  /// @pre as many fields as columns
  void add_row(std::vector<std::string> fields) { rows_.push_back(std::move(fields)); }

  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace cortiscope
