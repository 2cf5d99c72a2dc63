#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace cortiscope {

/// Reads the dict of numbers to names that numpy.save wrote of a Python dict {0: "Unknown", 1:
/// "V1v"}: a NumPy file of one object, which is a pickle of protocol 2 to 5. The file is read as
/// data: nothing in it is run, and only what NumPy writes of such a dict is understood. Of a number
/// that stands there twice the last name counts, as in Python.
///
/// @return  the names as they can be shown (readable_text.h)
/// @throws Error  kNotFound: no such file; kBadFormat: another array, a pickle of anything else or
///                one that calls other functions than those of NumPy's own arrays, one cut short,
///                or a file larger than 256 KiB
///
/// Source: the Python module pickletools, which documents the opcodes.
std::map<std::int64_t, std::string> read_pickled_names(const std::filesystem::path& file);

}  // namespace cortiscope
