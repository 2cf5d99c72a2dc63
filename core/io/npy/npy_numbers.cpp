#include "core/io/npy/npy_numbers.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/io/npy/npy_header.h"

namespace cortiscope {
namespace {

constexpr std::int64_t kMostExtent = std::int64_t(1) << 28;  // far more than real files have
constexpr double kMostNumbers = 0x1p53;
constexpr std::size_t kMostAxes = 4;  // of images, channels, rows, columns

/// NumPy's names of the types, without the byte order before them.
std::optional<NumberType> type_named(const std::string& name) {
  static const std::map<std::string, NumberType> types = {
      {"b1", NumberType::kUint8},   {"u1", NumberType::kUint8},  {"i1", NumberType::kInt8},
      {"u2", NumberType::kUint16},  {"i2", NumberType::kInt16},  {"u4", NumberType::kUint32},
      {"i4", NumberType::kInt32},   {"u8", NumberType::kUint64}, {"i8", NumberType::kInt64},
      {"f4", NumberType::kFloat32}, {"f8", NumberType::kFloat64}};
  const auto found = types.find(name);
  if (found == types.end()) return std::nullopt;
  return found->second;
}

/// Calls `read` with a function that gives the number of these bytes, with the type and the byte
/// order known to the compiler: the loops that follow take as long as copying.
template <class Read>
void with_numbers(NumberType type, ByteOrder order, Read&& read) {
  visit_type(type, [&](auto zero) {
    using Number = decltype(zero);
    if (order == ByteOrder::kLittle) {
      read([](const char* bytes) {
        Number number;  // the machines we build for are little-endian
        std::memcpy(&number, bytes, sizeof number);
        return number;
      });
    } else {
      read([](const char* bytes) { return number_at<Number>(bytes, ByteOrder::kBig); });
    }
  });
}

[[noreturn]] void refuse_number(const std::string& subject, double number, std::int64_t row,
                                std::int64_t column) {
  const std::string found = std::isnan(number)   ? "NaN"
                            : std::isinf(number) ? "infinity"
                                                 : "one too large for float32";
  throw Error(ErrorKind::kBadValue, subject,
              "expected finite numbers, found " + found + " at [" + std::to_string(row) + ", " +
                  std::to_string(column) + "]",
              "remove or replace it before loading");
}

/// What a header says, checked.
struct Layout {
  NumberType type;
  ByteOrder order;
  bool is_column_major;
  Shape shape;
  std::size_t data_start;
};

Layout layout_of(std::string_view start, std::uint64_t size, const std::string& subject) {
  const NpyHeader header = read_npy_header(start, subject);
  const char order = header.type.empty() ? '?' : header.type[0];
  const auto type = type_named(header.type.substr(std::min<std::size_t>(1, header.type.size())));
  const bool has_order =
      order == '<' || order == '>' || (order == '|' && type && size_of(*type) == 1);
  if (!type || !has_order) {
    throw Error(
        ErrorKind::kBadFormat, subject,
        "expected integers or floating-point numbers of 32 or 64 bits, found NumPy's type " +
            in_quotes(header.type),
        "convert it with astype(\"float32\") and save it again");
  }
  double bytes = double(size_of(*type));  // the product may be larger than any integer
  double room = 1;                        // of the axes that are not empty
  for (const std::int64_t extent : header.shape) {
    bytes *= double(extent);
    if (extent > 0) room *= double(extent);
  }
  const bool is_plausible = std::all_of(header.shape.begin(), header.shape.end(),
                                        [](std::int64_t extent) { return extent <= kMostExtent; });
  if (!is_plausible || room > kMostNumbers || header.shape.size() > kMostAxes ||
      double(header.data_start) + bytes != double(size)) {
    throw Error(ErrorKind::kBadFormat, subject,
                "its header promises " + header.type + " of " + shape_in_words(header.shape) +
                    ", which does not fit its " + std::to_string(size) + " bytes",
                "the file is cut short or damaged; copy it again");
  }
  if (header.is_column_major && header.shape.size() > 2) {
    throw Error(
        ErrorKind::kBadFormat, subject,
        "expected an array of " + shape_in_words(header.shape) + " in C order, found Fortran order",
        "save numpy.ascontiguousarray of it");
  }
  return {*type, order == '>' ? ByteOrder::kBig : ByteOrder::kLittle, header.is_column_major,
          header.shape, std::size_t(header.data_start)};
}

}  // namespace

Shape npy_shape(std::string_view start, std::uint64_t size, const std::string& subject) {
  return layout_of(start, size, subject).shape;
}

NpyNumbers::NpyNumbers(std::string_view bytes, std::string subject) : subject_(std::move(subject)) {
  Layout layout = layout_of(bytes, bytes.size(), subject_);
  data_ = bytes.substr(layout.data_start);
  type_ = layout.type;
  order_ = layout.order;
  is_column_major_ = layout.is_column_major;
  shape_ = std::move(layout.shape);
}

void NpyNumbers::transpose() {
  assert(shape_.size() <= 2);
  std::reverse(shape_.begin(), shape_.end());
  is_column_major_ = !is_column_major_;
}

bool NpyNumbers::is_floating() const {
  return type_ == NumberType::kFloat32 || type_ == NumberType::kFloat64;
}

void NpyNumbers::read_rows(const std::vector<int>& rows, float* to, std::int64_t stride) const {
  assert(!shape_.empty());
  if (rows.empty()) return;
  const std::int64_t columns = element_count({shape_.begin() + 1, shape_.end()});
  const auto size = std::int64_t(size_of(type_));
  const std::int64_t from_row = (is_column_major_ ? 1 : columns) * size;
  const std::int64_t from_column = (is_column_major_ ? shape_[0] : 1) * size;
  const char* const start = data_.data();
  with_numbers(type_, order_, [&](auto number_of) {
    const auto copy = [&](std::size_t i, std::int64_t column) {
      const auto number = number_of(start + rows[i] * from_row + column * from_column);
      const auto value = float(number);
      if (!std::isfinite(value)) refuse_number(subject_, double(number), rows[i], column);
      to[std::int64_t(i) * stride + column] = value;
    };
    // In the order in which they lie in the file, so that each part of it is read once.
    if (is_column_major_) {
      for (std::int64_t column = 0; column < columns; ++column) {
        for (std::size_t i = 0; i < rows.size(); ++i) copy(i, column);
      }
    } else {
      for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::int64_t column = 0; column < columns; ++column) copy(i, column);
      }
    }
  });
}

std::vector<double> NpyNumbers::values() const {
  if (shape_.size() != 1 || shape_[0] > kMostValues) {
    throw Error(ErrorKind::kBadShape, subject_,
                "expected a list of at most " + std::to_string(kMostValues) +
                    " numbers, found an array of shape " + to_string(shape_),
                "is it the right file?");
  }
  const auto count = std::size_t(shape_[0]);
  std::vector<double> values(count);
  const char* const start = data_.data();
  with_numbers(type_, order_, [&](auto number_of) {
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = double(number_of(start + i * size_of(type_)));
    }
  });
  return values;
}

}  // namespace cortiscope
