#include "core/io/npy/npy_numbers.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <utility>

#include "core/base/error.h"
#include "core/io/npy/npy_header.h"

namespace cortiscope {
namespace {

constexpr std::int64_t kMostExtent = std::int64_t(1) << 28;  // far more than real files have
constexpr double kMostColumns = double(kMostExtent);
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
  double columns = 1;                     // of the axes that are not empty
  for (std::size_t axis = 0; axis < header.shape.size(); ++axis) {
    const auto extent = double(header.shape[axis]);
    bytes *= extent;
    if (axis > 0 && extent > 0) columns *= extent;
  }
  const bool is_plausible = std::all_of(header.shape.begin(), header.shape.end(),
                                        [](std::int64_t extent) { return extent <= kMostExtent; });
  if (!is_plausible || columns > kMostColumns || header.shape.size() > kMostAxes ||
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

/// Numbers of a row.
std::int64_t column_count(const Shape& shape) {
  return element_count({shape.begin() + 1, shape.end()});
}

}  // namespace

Shape npy_shape(std::string_view start, std::uint64_t size, const std::string& subject) {
  return layout_of(start, size, subject).shape;
}

NpyNumbers::NpyNumbers(std::uint64_t size, ReadBytes read, std::string subject)
    : subject_(std::move(subject)), read_(std::move(read)) {
  std::string start(std::size_t(std::min<std::uint64_t>(size, kMostNpyHeader)), '\0');
  read_(0, start.size(), start.data());
  Layout layout = layout_of(start, size, subject_);
  data_start_ = layout.data_start;
  type_ = layout.type;
  order_ = layout.order;
  is_column_major_ = layout.is_column_major;
  shape_ = std::move(layout.shape);
}

NpyNumbers::NpyNumbers(std::string_view bytes, std::string subject)
    : NpyNumbers(
          bytes.size(),
          [bytes](std::uint64_t first, std::size_t count, char* to) {
            std::copy_n(bytes.data() + first, count, to);
          },
          std::move(subject)) {}

void NpyNumbers::transpose() {
  assert(shape_.size() <= 2);
  std::reverse(shape_.begin(), shape_.end());
  is_column_major_ = !is_column_major_;
}

bool NpyNumbers::is_floating() const {
  return type_ == NumberType::kFloat32 || type_ == NumberType::kFloat64;
}

void NpyNumbers::read(const std::vector<int>& rows, const std::vector<int>& columns, float* to,
                      std::int64_t stride) const {
  assert(!shape_.empty());
  if (rows.empty() || columns.empty()) return;
  // A line lies in one piece: a row, or in Fortran order a column.
  const std::vector<int>& lines = is_column_major_ ? columns : rows;
  const std::vector<int>& in_line = is_column_major_ ? rows : columns;
  const std::int64_t line_length = is_column_major_ ? shape_[0] : column_count(shape_);
  const std::int64_t to_line = is_column_major_ ? 1 : stride;
  const std::int64_t to_next = is_column_major_ ? stride : 1;
  const auto [low, high] = std::minmax_element(in_line.begin(), in_line.end());
  const std::int64_t first = *low;
  const std::size_t size = size_of(type_);
  std::vector<char> bytes(std::size_t(*high - first + 1) * size);
  with_numbers(type_, order_, [&](auto number_of) {
    for (std::size_t k = 0; k < lines.size(); ++k) {
      read_(data_start_ + std::uint64_t(lines[k] * line_length + first) * size, bytes.size(),
            bytes.data());
      for (std::size_t j = 0; j < in_line.size(); ++j) {
        const auto number = number_of(bytes.data() + std::size_t(in_line[j] - first) * size);
        const auto value = float(number);
        if (!std::isfinite(value)) {
          refuse_number(subject_, double(number), is_column_major_ ? in_line[j] : lines[k],
                        is_column_major_ ? lines[k] : in_line[j]);
        }
        to[std::int64_t(k) * to_line + std::int64_t(j) * to_next] = value;
      }
    }
  });
}

void NpyNumbers::read_rows(const std::vector<int>& rows, float* to, std::int64_t stride) const {
  assert(!shape_.empty());
  std::vector<int> columns(std::size_t(column_count(shape_)), 0);
  std::iota(columns.begin(), columns.end(), 0);
  read(rows, columns, to, stride);
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
  std::vector<char> bytes(count * size_of(type_));
  read_(data_start_, bytes.size(), bytes.data());
  with_numbers(type_, order_, [&](auto number_of) {
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = double(number_of(bytes.data() + i * size_of(type_)));
    }
  });
  return values;
}

}  // namespace cortiscope
