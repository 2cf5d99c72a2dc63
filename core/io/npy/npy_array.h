#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "core/data/array.h"
#include "core/io/number_type.h"
#include "core/io/open_file.h"

namespace cortiscope {

/// A NumPy file (.npy) of numbers or truth values, in either byte order and in C or Fortran order.
/// Its numbers stay in the file and are read as they are needed. May be read from any thread.
///
/// Source: numpy.lib.format, "NPY format".
class NpyArray {
 public:
  /// Reads the header, and checks its shape against the size of the file.
  /// @throws Error  kBadFormat: not .npy, other values than real numbers, cut short, or a shape
  ///                that the file has no room for; as OpenFile
  explicit NpyArray(const std::filesystem::path& file);

  const std::filesystem::path& file() const { return file_.file(); }
  const Shape& shape() const { return shape_; }
  /// Whether the numbers are float32 or float64.
  bool is_floating() const;

  /// The same array with its axes in the other order.
  NpyArray transposed() &&;

  /// Copies some columns of some rows of a table: columns[j] of rows[i] to `to[i * stride + j]`. In
  /// Fortran order every column is read on its own, which is slow one row at a time: ask for many
  /// together. Other columns may hold anything.
  /// @pre the shape has two axes, and the rows and columns are there
  /// @throws Error  kBadValue: one of the numbers is not finite as float32; as OpenFile::read
  void read(const std::vector<int>& rows, const std::vector<int>& columns, float* to,
            std::int64_t stride) const;

  /// The same of all columns.
  void read_rows(const std::vector<int>& rows, float* to, std::int64_t stride) const;

  /// All numbers, of an array of one axis.
  /// @throws Error  kBadShape: of more axes, or more than kMostValues; as OpenFile::read
  std::vector<double> values() const;
  static constexpr std::int64_t kMostValues = std::int64_t(1) << 20;

 private:
  OpenFile file_;
  std::size_t data_start_ = 0;
  NumberType type_ = NumberType::kFloat32;
  ByteOrder order_ = ByteOrder::kLittle;
  bool is_column_major_ = false;
  Shape shape_;
};

}  // namespace cortiscope
