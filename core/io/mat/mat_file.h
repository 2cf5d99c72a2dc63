#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// A matrix of numbers of a MATLAB file, column after column as the file holds it.
struct MatMatrix {
  std::int64_t rows = 0;
  std::int64_t columns = 0;
  std::vector<double> values;  ///< (columns * rows)

  double at(std::int64_t row, std::int64_t column) const {
    return values[std::size_t(column * rows + row)];
  }
};

/// Reads some matrices of real numbers from a MATLAB 5 file (.mat as `save` writes it, up to -v7),
/// compressed or not. What else the file holds is skipped: other variables, cells, structures,
/// text, sparse and complex numbers.
///
/// @param names  of the variables, of which the file must have each
/// @throws Error  kNotFound: no such file, or no such variable; kBadFormat: another or a damaged
///                file, or one of -v7.3, which is HDF5; kBadShape: a variable that is no matrix of
///                real numbers, or more than Allowance permits
///
/// Source: The MathWorks, "MAT-File Format", level 5.
std::map<std::string, MatMatrix> read_mat_matrices(const std::filesystem::path& file,
                                                   const std::vector<std::string>& names);

}  // namespace cortiscope
