#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cortiscope {

/// Some columns of a table of comma-separated text whose first line names them. Fields may be in
/// quotation marks, which are doubled within, but may hold no line's end.
///
/// @param names  of the columns, of which the first line must have each
/// @return  a row of as many fields for each line but the first
/// @throws Error  kNotFound: no such file, or no such column; kBadFormat: a line of another number
///                of fields than the first, or longer than 64 MB in all
///
/// Source: RFC 4180.
std::vector<std::vector<std::string>> read_csv_columns(const std::filesystem::path& file,
                                                       const std::vector<std::string>& names);

}  // namespace cortiscope
