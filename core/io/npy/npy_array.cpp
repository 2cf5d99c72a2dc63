#include "core/io/npy/npy_array.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <map>
#include <numeric>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/npy/npy_header.h"

namespace cortiscope {
namespace {

constexpr std::int64_t kMostExtent = std::int64_t(1) << 28;  // far more than real files have

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

[[noreturn]] void refuse_number(const std::filesystem::path& file, double number, std::int64_t row,
                                std::int64_t column) {
  const std::string found = std::isnan(number)   ? "NaN"
                            : std::isinf(number) ? "infinity"
                                                 : "one too large for float32";
  throw Error(ErrorKind::kBadValue, file_name(file),
              "expected finite numbers, found " + found + " at [" + std::to_string(row) + ", " +
                  std::to_string(column) + "]",
              "remove or replace it before loading");
}

}  // namespace

NpyArray::NpyArray(const std::filesystem::path& file) : file_(file) {
  const NpyHeader header = read_npy_header(file);
  const std::string subject = file_name(file);
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
  for (const std::int64_t extent : header.shape) bytes *= double(extent);
  const bool is_plausible = std::all_of(header.shape.begin(), header.shape.end(),
                                        [](std::int64_t extent) { return extent <= kMostExtent; });
  if (!is_plausible || header.shape.size() > 2 ||
      double(header.data_start) + bytes != double(file_.size())) {
    throw Error(ErrorKind::kBadFormat, subject,
                "its header promises " + header.type + " of " + shape_in_words(header.shape) +
                    ", which does not fit its " + std::to_string(file_.size()) + " bytes",
                "the file is cut short or damaged; copy it again");
  }
  data_start_ = std::size_t(header.data_start);
  type_ = *type;
  order_ = order == '>' ? ByteOrder::kBig : ByteOrder::kLittle;
  is_column_major_ = header.is_column_major;
  shape_ = header.shape;
}

NpyArray NpyArray::transposed() && {
  std::reverse(shape_.begin(), shape_.end());
  is_column_major_ = !is_column_major_;
  return std::move(*this);
}

bool NpyArray::is_floating() const {
  return type_ == NumberType::kFloat32 || type_ == NumberType::kFloat64;
}

void NpyArray::read(const std::vector<int>& rows, const std::vector<int>& columns, float* to,
                    std::int64_t stride) const {
  assert(shape_.size() == 2);
  if (rows.empty() || columns.empty()) return;
  // A line lies in one piece in the file: a row, or in Fortran order a column.
  const std::vector<int>& lines = is_column_major_ ? columns : rows;
  const std::vector<int>& in_line = is_column_major_ ? rows : columns;
  const std::int64_t line_length = shape_[is_column_major_ ? 0 : 1];
  const std::int64_t to_line = is_column_major_ ? 1 : stride;
  const std::int64_t to_next = is_column_major_ ? stride : 1;
  const auto [low, high] = std::minmax_element(in_line.begin(), in_line.end());
  const std::int64_t first = *low;
  const std::size_t size = size_of(type_);
  std::vector<char> bytes(std::size_t(*high - first + 1) * size);
  with_numbers(type_, order_, [&](auto number_of) {
    for (std::size_t k = 0; k < lines.size(); ++k) {
      file_.read(data_start_ + std::uint64_t(lines[k] * line_length + first) * size, bytes.size(),
                 bytes.data());
      for (std::size_t j = 0; j < in_line.size(); ++j) {
        const auto number = number_of(bytes.data() + std::size_t(in_line[j] - first) * size);
        const auto value = float(number);
        if (!std::isfinite(value)) {
          refuse_number(file(), double(number), is_column_major_ ? in_line[j] : lines[k],
                        is_column_major_ ? lines[k] : in_line[j]);
        }
        to[std::int64_t(k) * to_line + std::int64_t(j) * to_next] = value;
      }
    }
  });
}

void NpyArray::read_rows(const std::vector<int>& rows, float* to, std::int64_t stride) const {
  assert(shape_.size() == 2);
  std::vector<int> columns(std::size_t(shape_[1]), 0);
  std::iota(columns.begin(), columns.end(), 0);
  read(rows, columns, to, stride);
}

std::vector<double> NpyArray::values() const {
  if (shape_.size() != 1 || shape_[0] > kMostValues) {
    throw Error(ErrorKind::kBadShape, file_name(file()),
                "expected a list of at most " + std::to_string(kMostValues) +
                    " numbers, found an array of shape " + to_string(shape_),
                "is it the right file?");
  }
  const auto count = std::size_t(shape_[0]);
  std::vector<double> values(count);
  std::vector<char> bytes(count * size_of(type_));
  file_.read(data_start_, bytes.size(), bytes.data());
  with_numbers(type_, order_, [&](auto number_of) {
    for (std::size_t i = 0; i < count; ++i) {
      values[i] = double(number_of(bytes.data() + i * size_of(type_)));
    }
  });
  return values;
}

}  // namespace cortiscope
