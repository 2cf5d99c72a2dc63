#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "core/data/array.h"

namespace cortiscope {

/// The header of a NumPy file (.npy).
struct NpyHeader {
  std::string type;               ///< NumPy's: "<f4", "|u1", "|O" (objects, which are pickled), ...
  bool is_column_major = false;   ///< "fortran_order"
  Shape shape;                    ///< () for a single value
  std::uintmax_t data_start = 0;  ///< byte of the file where the numbers start
};

/// Reads the header alone; no pickle is ever loaded.
///
/// @throws Error  kNotFound: no such file; kBadFormat: not .npy of version 1 to 3, or a header that
///                NumPy does not write
///
/// Source: numpy.lib.format, "NPY format".
NpyHeader read_npy_header(const std::filesystem::path& file);

/// The same of an array in memory.
/// @param start    its first bytes
/// @param subject  its name in messages
NpyHeader read_npy_header(std::string_view start, const std::string& subject);

/// The longest header that is read, in bytes; usual ones have some hundred.
constexpr std::size_t kMostNpyHeader = std::size_t(64) << 10;

/// How messages call a shape: "shape (3, 2)", or "5 axes" where it has more than four. A damaged
/// header may have thousands.
std::string shape_in_words(const Shape& shape);

}  // namespace cortiscope
