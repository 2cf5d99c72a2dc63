#pragma once

#include <filesystem>
#include <vector>

#include "core/io/mapped_file.h"
#include "core/io/npy/npy_numbers.h"

namespace cortiscope {

/// A NumPy file (.npy) of numbers or truth values, in either byte order and in C or Fortran order.
/// Its numbers stay in the file and are read through a memory map. May be read from any thread.
class NpyArray {
 public:
  /// @throws Error  as NpyNumbers and MappedFile
  explicit NpyArray(const std::filesystem::path& file);

  const std::filesystem::path& file() const { return map_.file(); }
  const Shape& shape() const { return numbers_.shape(); }
  bool is_floating() const { return numbers_.is_floating(); }

  /// The same array with its axes in the other order. @pre the shape has at most two
  NpyArray transposed() &&;

  /// As NpyNumbers.
  /// @throws Error  kBadFormat: another program has shortened the file
  void read_rows(const std::vector<int>& rows, float* to, std::int64_t stride) const;
  std::vector<double> values() const;

 private:
  MappedFile map_;
  NpyNumbers numbers_;
};

}  // namespace cortiscope
