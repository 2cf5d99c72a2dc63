#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/array.h"
#include "core/io/number_type.h"

namespace cortiscope {

/// Copies `count` bytes from byte `first` on to `to`. May be called from any thread.
using ReadBytes = std::function<void(std::uint64_t first, std::size_t count, char* to)>;

/// The numbers or truth values of a NumPy array, in a file or in a part of an .npz. They are read
/// as they are needed.
///
/// Source: numpy.lib.format, "NPY format".
class NpyNumbers {
 public:
  /// Reads the header, and checks its shape against the number of bytes.
  /// @param size     bytes of the whole .npy
  /// @param read     gives some of them; what it throws comes through
  /// @param subject  its name in messages
  /// @throws Error  kBadFormat: not .npy, other values than real numbers, cut short, a shape of
  ///                more than four axes or that the bytes have no room for, or Fortran order of
  ///                more than two
  NpyNumbers(std::uint64_t size, ReadBytes read, std::string subject);
  /// The same of bytes in memory, which the caller keeps.
  NpyNumbers(std::string_view bytes, std::string subject);

  const Shape& shape() const { return shape_; }
  /// Whether the numbers are float32 or float64.
  bool is_floating() const;
  /// Makes it the array with its axes in the other order. @pre the shape has at most two
  void transpose();

  /// Copies some columns of some rows: columns[j] of rows[i] to `to[i * stride + j]`. Rows are
  /// indices on the first axis; the columns of a row are its numbers, the other axes one after the
  /// other. In Fortran order every column is read on its own, which is slow one row at a time: ask
  /// for many together. Other columns may hold anything.
  /// @pre the shape has an axis, and the rows and columns are there
  /// @throws Error  kBadValue: one of the numbers is not finite as float32
  void read(const std::vector<int>& rows, const std::vector<int>& columns, float* to,
            std::int64_t stride) const;

  /// The same of all columns.
  void read_rows(const std::vector<int>& rows, float* to, std::int64_t stride) const;

  /// All numbers, of an array of one axis.
  /// @throws Error  kBadShape: of more axes, or more than kMostValues
  std::vector<double> values() const;
  static constexpr std::int64_t kMostValues = std::int64_t(1) << 20;

 private:
  std::string subject_;
  ReadBytes read_;
  std::uint64_t data_start_ = 0;  ///< byte where the numbers start
  NumberType type_ = NumberType::kFloat32;
  ByteOrder order_ = ByteOrder::kLittle;
  bool is_column_major_ = false;
  Shape shape_;
};

/// The shape of an array of which only the first bytes are there, as NpyNumbers would find it.
/// @param size  bytes of the whole .npy
Shape npy_shape(std::string_view start, std::uint64_t size, const std::string& subject);

}  // namespace cortiscope
