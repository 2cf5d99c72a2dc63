#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "core/io/npy/npy_numbers.h"
#include "core/io/open_file.h"

namespace cortiscope {

/// A NumPy file (.npy) of numbers or truth values, in either byte order and in C or Fortran order.
/// Its numbers stay in the file and are read as they are needed. May be read from any thread.
class NpyArray {
 public:
  /// Reads the header, and checks its shape against the size of the file.
  /// @throws Error  as NpyNumbers and OpenFile
  explicit NpyArray(const std::filesystem::path& file);

  const std::filesystem::path& file() const { return file_->file(); }
  const Shape& shape() const { return numbers_.shape(); }
  bool is_floating() const { return numbers_.is_floating(); }

  /// The same array with its axes in the other order. @pre the shape has at most two
  NpyArray transposed() &&;

  /// As NpyNumbers.
  /// @throws Error  also as OpenFile::read
  void read(const std::vector<int>& rows, const std::vector<int>& columns, float* to,
            std::int64_t stride) const {
    numbers_.read(rows, columns, to, stride);
  }
  void read_rows(const std::vector<int>& rows, float* to, std::int64_t stride) const {
    numbers_.read_rows(rows, to, stride);
  }
  std::vector<double> values() const { return numbers_.values(); }

 private:
  explicit NpyArray(std::shared_ptr<const OpenFile> file);

  std::shared_ptr<const OpenFile> file_;  ///< that numbers_ reads
  NpyNumbers numbers_;
};

}  // namespace cortiscope
