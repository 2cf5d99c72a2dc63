#include "core/io/gifti/gifti_data.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <type_traits>

#include "core/base/base64.h"
#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/inflate.h"

namespace cortiscope {
namespace {

using Values = std::variant<Array<float>, Array<std::int32_t>>;

[[noreturn]] void fail_size(const GiftiLayout& layout, const std::string& subject,
                            const std::string& expected, const std::string& found) {
  throw Error(ErrorKind::kBadShape, subject,
              "expected " + expected + " for shape " + to_string(layout.shape) + ", found " + found,
              "the file is cut short or damaged; copy it again");
}

void check_size(const GiftiLayout& layout, const std::string& subject, std::uint64_t expected,
                std::uint64_t found) {
  if (found == expected) return;
  fail_size(layout, subject, std::to_string(expected) + " bytes", std::to_string(found));
}

std::string external_bytes(const GiftiLayout& layout, std::uint64_t count,
                           const std::string& subject) {
  const std::uint64_t size = size_of_file(layout.external_file);
  if (layout.external_offset > size || count > size - layout.external_offset) {
    fail_size(layout, subject,
              std::to_string(count) + " bytes from byte " + std::to_string(layout.external_offset) +
                  " of " + file_name(layout.external_file),
              "a file of " + std::to_string(size));
  }
  return read_file_part(layout.external_file, layout.external_offset, count);
}

/// The array's numbers as bytes, in the file's byte order: exactly `count` of them.
std::string raw_bytes(const GiftiLayout& layout, std::string_view text, std::uint64_t count,
                      const std::string& subject) {
  const std::string& encoding = layout.encoding;
  if (layout.is_external()) return external_bytes(layout, count, subject);
  const bool is_compressed = encoding == "GZipBase64Binary" || encoding == "GIFTI_ENCODING_B64GZ";
  if (!is_compressed && encoding != "Base64Binary" && encoding != "GIFTI_ENCODING_B64BIN") {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected an encoding of ASCII, Base64Binary, GZipBase64Binary or "
                "ExternalFileBinary, found " +
                    in_quotes(encoding),
                "export it again in one of these");
  }
  std::optional<std::string> bytes = decode_base64(text);
  if (!bytes) {
    throw Error(ErrorKind::kBadFormat, subject, "expected base64 text, found other letters",
                "the file is damaged; copy it again");
  }
  if (is_compressed) bytes = inflate_all(*bytes, count, subject);
  check_size(layout, subject, count, bytes->size());
  return std::move(*bytes);
}

template <class From, class To>
To converted(From value, const std::string& subject) {
  if constexpr (std::is_integral_v<From> && sizeof(From) >= 4 && !std::is_same_v<From, To>) {
    constexpr auto kLargest = std::numeric_limits<To>::max();
    if (value > From(kLargest) ||
        (std::is_signed_v<From> && std::int64_t(value) < std::numeric_limits<To>::min())) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected integers of at most 32 bits, found " + std::to_string(value),
                  "export it again as floating-point numbers");
    }
  }
  return To(value);
}

template <class From, class To>
void read_integers(const std::string& bytes, ByteOrder order, const std::string& subject,
                   std::vector<To>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    values[i] =
        converted<From, To>(number_at<From>(bytes.data() + i * sizeof(From), order), subject);
  }
}

/// Any number in text fits a double; then it is checked as an integer or a float.
template <class To>
void read_text(const GiftiLayout& layout, std::string_view text, const std::string& subject,
               std::vector<To>& values) {
  const char* at = text.data();
  const char* const end = at + text.size();
  const auto is_blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; };
  const auto skip_blanks = [&] { at = std::find_if_not(at, end, is_blank); };
  const std::string expected = std::to_string(values.size()) + " numbers";
  for (std::size_t i = 0; i < values.size(); ++i) {
    skip_blanks();
    if (at == end) fail_size(layout, subject, expected, std::to_string(i));
    if (*at == '+') ++at;
    double number = 0;
    const auto [behind, failure] = std::from_chars(at, end, number);
    const bool fits = std::is_floating_point_v<To> || std::abs(number) <= 2147483647.0;
    if (failure != std::errc{} || !fits) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected numbers, found " +
                      in_quotes({at, std::size_t(std::find_if(at, end, is_blank) - at)}),
                  "the file is damaged; copy it again");
    }
    values[i] = To(number);
    at = behind;
  }
  skip_blanks();
  if (at != end) fail_size(layout, subject, expected, "more");
}

template <class To>
void to_row_major(Array<To>& array) {
  if (array.shape.size() != 2) return;
  const std::size_t rows = std::size_t(array.shape[0]);
  const std::size_t columns = std::size_t(array.shape[1]);
  std::vector<To> ordered(array.values.size());
  for (std::size_t row = 0; row < rows; ++row) {
    for (std::size_t column = 0; column < columns; ++column) {
      ordered[row * columns + column] = array.values[column * rows + row];
    }
  }
  array.values = std::move(ordered);
}

template <class From>
Values read_values(const GiftiLayout& layout, std::string_view text, Allowance& allowance,
                   const std::string& subject, Dropped* dropped) {
  using To = std::conditional_t<std::is_floating_point_v<From>, float, std::int32_t>;
  const std::uint64_t count = std::uint64_t(element_count(layout.shape));
  Array<To> array;
  array.shape = layout.shape;
  if (layout.encoding == "ASCII" || layout.encoding == "GIFTI_ENCODING_ASCII") {
    // A number takes at least a digit and a blank.
    if (count > text.size() / 2 + 1) {
      fail_size(layout, subject, std::to_string(count) + " numbers",
                std::to_string(text.size()) + " letters");
    }
    allowance.take(count * sizeof(To), subject);
    array.values.resize(count);
    read_text(layout, text, subject, array.values);
  } else {
    allowance.take(count * std::max(sizeof(From), sizeof(To)), subject);
    const std::string bytes = raw_bytes(layout, text, count * sizeof(From), subject);
    if constexpr (std::is_floating_point_v<From>) {
      constexpr bool kIsDouble = sizeof(From) == sizeof(double);
      array.values = to_floats(bytes, kIsDouble ? NumberType::kFloat64 : NumberType::kFloat32,
                               layout.order, dropped);
    } else {
      array.values.resize(count);
      read_integers<From>(bytes, layout.order, subject, array.values);
    }
  }
  if (layout.is_column_major) to_row_major(array);
  return array;
}

}  // namespace

bool GiftiLayout::is_external() const {
  return encoding == "ExternalFileBinary" || encoding == "GIFTI_ENCODING_EXTBIN";
}

Values decode_gifti_data(const GiftiLayout& layout, std::string_view text, Allowance& allowance,
                         const std::string& subject, Dropped* dropped) {
  using Read =
      Values (*)(const GiftiLayout&, std::string_view, Allowance&, const std::string&, Dropped*);
  static constexpr std::pair<std::string_view, Read> kReads[] = {
      {"NIFTI_TYPE_FLOAT32", read_values<float>},
      {"NIFTI_TYPE_INT32", read_values<std::int32_t>},
      {"NIFTI_TYPE_UINT8", read_values<std::uint8_t>},
      {"NIFTI_TYPE_FLOAT64", read_values<double>},
      {"NIFTI_TYPE_INT8", read_values<std::int8_t>},
      {"NIFTI_TYPE_INT16", read_values<std::int16_t>},
      {"NIFTI_TYPE_UINT16", read_values<std::uint16_t>},
      {"NIFTI_TYPE_UINT32", read_values<std::uint32_t>},
      {"NIFTI_TYPE_INT64", read_values<std::int64_t>},
      {"NIFTI_TYPE_UINT64", read_values<std::uint64_t>},
  };
  for (const auto& [type, read] : kReads) {
    if (layout.type == type) return read(layout, text, allowance, subject, dropped);
  }
  throw Error(ErrorKind::kBadFormat, subject,
              "expected numbers, such as NIFTI_TYPE_FLOAT32, found " + in_quotes(layout.type),
              "export it again as one of NIfTI's integers or floats");
}

}  // namespace cortiscope
