#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/array.h"
#include "core/io/number_type.h"

namespace cortiscope {

/// The numbers or truth values of a NumPy array, in bytes that the caller keeps: of a file, or of a
/// part of an .npz.
///
/// Source: numpy.lib.format, "NPY format".
class NpyNumbers {
 public:
  /// Reads the header, and checks its shape against the number of bytes.
  /// @param bytes    of the whole .npy; stay as they are as long as this
  /// @param subject  its name in messages
  /// @throws Error  kBadFormat: not .npy, other values than real numbers, cut short, a shape of
  ///                more than four axes or that the bytes have no room for, or Fortran order of
  ///                more than two
  NpyNumbers(std::string_view bytes, std::string subject);

  const Shape& shape() const { return shape_; }
  /// Whether the numbers are float32 or float64.
  bool is_floating() const;
  /// Makes it the array with its axes in the other order. @pre the shape has at most two
  void transpose();

  /// Copies rows (indices on the first axis), the other axes one after the other: number j of the
  /// i-th of them to `to[i * stride + j]`. In Fortran order every column is visited, which is slow
  /// one row at a time: ask for many together.
  /// @pre the shape has an axis, and each row is in 0..shape()[0]-1
  /// @throws Error  kBadValue: one of the numbers is not finite as float32
  void read_rows(const std::vector<int>& rows, float* to, std::int64_t stride) const;

  /// All numbers, of an array of one axis.
  /// @throws Error  kBadShape: of more axes, or more than kMostValues
  std::vector<double> values() const;
  static constexpr std::int64_t kMostValues = std::int64_t(1) << 20;

 private:
  std::string subject_;
  std::string_view data_;
  NumberType type_ = NumberType::kFloat32;
  ByteOrder order_ = ByteOrder::kLittle;
  bool is_column_major_ = false;
  Shape shape_;
};

/// The shape of an array of which only the first bytes are there, as NpyNumbers would find it.
/// @param size  bytes of the whole .npy
Shape npy_shape(std::string_view start, std::uint64_t size, const std::string& subject);

}  // namespace cortiscope
