#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace cortiscope {

/// Reads some columns of a table of comma-separated text whose first line names them, a row at a
/// time, so that a large table takes no more memory than its file. Fields may be in quotation
/// marks, which are doubled within, but may hold no line's end.
///
/// @param names   of the columns, of which the first line must have each
/// @param on_row  called on this thread for each line but the first, with a field of each of those
///                columns; what it throws ends the reading
/// @throws Error  kNotFound: no such file, or no such column; kBadFormat: a line of another number
///                of fields than the first, or longer than 64 MB in all
///
/// Source: RFC 4180.
void read_csv_columns(const std::filesystem::path& file, const std::vector<std::string>& names,
                      const std::function<void(const std::vector<std::string>&)>& on_row);

}  // namespace cortiscope
