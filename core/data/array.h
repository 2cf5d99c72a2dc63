#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace cortiscope {

using Shape = std::vector<std::int64_t>;

/// In an expected shape: any extent matches.
constexpr std::int64_t kAny = -1;

/// How many elements an array of this shape has.
inline std::int64_t element_count(const Shape& shape) {
  std::int64_t count = 1;
  for (const std::int64_t extent : shape) count *= extent;
  return count;
}

/// "(3, *, 2)": kAny reads as a star.
inline std::string to_string(const Shape& shape) {
  std::string text = "(";
  for (std::size_t i = 0; i < shape.size(); ++i) {
    text += (i ? ", " : "") + (shape[i] == kAny ? std::string("*") : std::to_string(shape[i]));
  }
  return text + ")";
}

/// A dense row-major array that owns its values.
template <class T>
struct Array {
  Shape shape;
  std::vector<T> values;

  Array() = default;
  explicit Array(Shape its_shape, T fill = T{})
      : shape(std::move(its_shape)), values(std::size_t(element_count(shape)), fill) {}
  Array(Shape its_shape, std::vector<T> its_values)
      : shape(std::move(its_shape)), values(std::move(its_values)) {
    assert(std::int64_t(values.size()) == element_count(shape));
  }

  bool empty() const { return values.empty(); }
  /// Extent of the first axis; 0 for an array without axes.
  std::int64_t rows() const { return shape.empty() ? 0 : shape[0]; }
  /// How many values one row (index on the first axis) holds.
  std::int64_t row_size() const { return rows() ? std::int64_t(values.size()) / rows() : 0; }
  T* row(std::int64_t i) { return values.data() + i * row_size(); }
  const T* row(std::int64_t i) const { return values.data() + i * row_size(); }
};

/// Some rows of an array, in the requested order.
template <class T>
Array<T> rows_of(const Array<T>& all, const std::vector<int>& rows) {
  Shape shape = all.shape;
  shape[0] = std::int64_t(rows.size());
  Array<T> some(std::move(shape));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::copy_n(all.row(rows[i]), all.row_size(), some.row(std::int64_t(i)));
  }
  return some;
}

}  // namespace cortiscope
