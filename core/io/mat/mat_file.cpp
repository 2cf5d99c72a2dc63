#include "core/io/mat/mat_file.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "core/base/error.h"
#include "core/io/allowance.h"
#include "core/io/byte_reader.h"
#include "core/io/file_bytes.h"
#include "core/io/inflate.h"

namespace cortiscope {
namespace {

constexpr std::size_t kHeader = 128;                 // bytes
constexpr std::size_t kHead = std::size_t(4) << 10;  // more than flags, shape and name take
constexpr std::uintmax_t kLargest = std::uintmax_t(64) << 20;

/// The format's numbers for what an element is.
enum ElementType : std::uint32_t { kMatrix = 14, kCompressed = 15 };
enum MatrixClass : std::uint32_t { kFirstOfNumbers = 6, kLastOfNumbers = 15 };
constexpr std::uint32_t kComplex = 0x800;

std::optional<NumberType> number_type_of(std::uint32_t element) {
  switch (element) {
    case 1:
      return NumberType::kInt8;
    case 2:
      return NumberType::kUint8;
    case 3:
      return NumberType::kInt16;
    case 4:
      return NumberType::kUint16;
    case 5:
      return NumberType::kInt32;
    case 6:
      return NumberType::kUint32;
    case 7:
      return NumberType::kFloat32;
    case 9:
      return NumberType::kFloat64;
    case 12:
      return NumberType::kInt64;
    case 13:
      return NumberType::kUint64;
    default:
      return std::nullopt;
  }
}

[[noreturn]] void refuse(const std::string& subject, const std::string& expected) {
  throw Error(ErrorKind::kBadFormat, subject, expected,
              "take the file from the data set's own download, or save it with -v7");
}

/// What begins each element: its type, and how many bytes it has.
struct Tag {
  std::uint32_t type = 0;
  std::size_t size = 0;
  std::size_t padding = 0;  ///< bytes after it
};

Tag take_tag(ByteReader& bytes) {
  const std::uint32_t first = bytes.number<std::uint32_t>("an element's type");
  Tag tag;
  tag.type = first & 0xffff;
  tag.size = first >> 16;
  if (tag.size > 0) {  // a small element: type and size share four bytes
    if (tag.size > 4) refuse(bytes.subject(), "expected at most 4 bytes in a small element");
    tag.padding = 4 - tag.size;
    return tag;
  }
  tag.size = bytes.number<std::uint32_t>("an element's size");
  if (tag.type != kCompressed) tag.padding = (8 - tag.size % 8) % 8;
  return tag;
}

std::string_view take_data(const Tag& tag, ByteReader& bytes) {
  const std::string_view data = bytes.take(tag.size, "an element");
  bytes.take(std::min(tag.padding, bytes.remaining()), "an element's padding");
  return data;
}

/// The element of a matrix up to its name; `bytes` then stands at its numbers.
struct MatrixHead {
  std::uint32_t flags = 0;
  std::vector<std::int32_t> shape;
  std::string name;

  std::uint32_t type() const { return flags & 0xff; }
};

MatrixHead take_head(ByteReader& bytes, ByteOrder order) {
  const auto element = [&](std::size_t least, const char* what) {
    const std::string_view data = take_data(take_tag(bytes), bytes);
    if (data.size() < least) refuse(bytes.subject(), std::string("expected ") + what);
    return data;
  };
  MatrixHead head;
  head.flags = number_at<std::uint32_t>(element(8, "flags of a variable").data(), order);
  const std::string_view shape = element(8, "a variable's shape");
  for (std::size_t at = 0; at + 4 <= shape.size(); at += 4) {
    head.shape.push_back(number_at<std::int32_t>(shape.data() + at, order));
  }
  head.name = element(0, "a variable's name");
  return head;
}

MatMatrix take_numbers(const MatrixHead& head, ByteReader& bytes, ByteOrder order,
                       Allowance& allowance) {
  const std::string subject = bytes.subject() + ":" + head.name;
  const bool is_matrix = head.type() >= kFirstOfNumbers && head.type() <= kLastOfNumbers &&
                         !(head.flags & kComplex) && head.shape.size() == 2 && head.shape[0] >= 0 &&
                         head.shape[1] >= 0;
  if (!is_matrix) {
    throw Error(ErrorKind::kBadShape, subject, "expected a matrix of real numbers",
                "is it the right file?");
  }
  MatMatrix matrix;
  matrix.rows = head.shape[0];
  matrix.columns = head.shape[1];
  const Tag tag = take_tag(bytes);
  const std::optional<NumberType> type = number_type_of(tag.type);
  if (!type)
    refuse(subject, "expected numbers, found elements of type " + std::to_string(tag.type));
  const std::int64_t count = matrix.rows * matrix.columns;
  const std::size_t width = size_of(*type);
  if (std::int64_t(tag.size / width) != count || tag.size % width != 0) {
    refuse(subject, "expected " + std::to_string(count) + " numbers, as its shape says, found " +
                        std::to_string(tag.size) + " bytes of " + std::to_string(width) +
                        " a number");
  }
  const std::string_view data = take_data(tag, bytes);
  allowance.take(std::uint64_t(count) * sizeof(double), subject);
  matrix.values.reserve(std::size_t(count));
  for (std::size_t at = 0; at < data.size(); at += width) {
    matrix.values.push_back(visit_type(*type, [&](auto zero) {
      return double(number_at<decltype(zero)>(data.data() + at, order));
    }));
  }
  return matrix;
}

ByteOrder order_of(std::string_view header, const std::string& subject) {
  const bool is_hdf5 = header.find("MATLAB 7.3") == 0 || header.find("\x89HDF") == 0;
  if (is_hdf5) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected a MATLAB 5 file, found one of -v7.3, which is HDF5", "save it with -v7");
  }
  const std::string_view mark =
      header.size() == kHeader ? header.substr(kHeader - 2) : std::string_view();
  if (mark != "IM" && mark != "MI") refuse(subject, "expected a MATLAB 5 file, found another");
  return mark == "IM" ? ByteOrder::kLittle : ByteOrder::kBig;
}

/// What a compressed element holds: a variable, without its tag.
std::string_view variable_in(const std::string& inflated, const std::string& subject,
                             ByteOrder order) {
  ByteReader bytes(inflated, subject, order);
  if (take_tag(bytes).type != kMatrix) refuse(subject, "expected a compressed variable");
  return std::string_view(inflated).substr(inflated.size() - bytes.remaining());
}

}  // namespace

std::map<std::string, MatMatrix> read_mat_matrices(const std::filesystem::path& file,
                                                   const std::vector<std::string>& names) {
  const std::string subject = file_name(file);
  const std::string content = read_file_bytes(file, kLargest);
  const std::string_view all = content;
  const ByteOrder order = order_of(all.substr(0, kHeader), subject);
  const auto head_of = [&](std::string_view variable) {
    ByteReader bytes(variable, subject, order);
    return take_head(bytes, order);
  };
  const auto is_wanted = [&](std::string_view variable) {
    return std::find(names.begin(), names.end(), head_of(variable).name) != names.end();
  };
  Allowance allowance(content.size());
  std::map<std::string, MatMatrix> found;
  ByteReader elements(all.substr(kHeader), subject, order);
  while (elements.remaining() > 0 && found.size() < names.size()) {
    const Tag tag = take_tag(elements);
    std::string_view variable = take_data(tag, elements);
    std::string inflated;
    if (tag.type == kCompressed) {
      inflated = inflate_start(variable, kHead, subject);
      if (!is_wanted(variable_in(inflated, subject, order))) continue;
      inflated = inflate_all(variable, most_bytes_of(content.size()), subject);
      allowance.take(inflated.size(), subject);
      variable = variable_in(inflated, subject, order);
    } else if (tag.type != kMatrix || !is_wanted(variable)) {
      continue;
    }
    ByteReader bytes(variable, subject, order);
    const MatrixHead head = take_head(bytes, order);
    found[head.name] = take_numbers(head, bytes, order, allowance);
  }
  for (const std::string& name : names) {
    if (found.count(name) > 0) continue;
    throw Error(ErrorKind::kNotFound, subject,
                "expected a variable " + in_quotes(name) + ", found none", "is it the right file?");
  }
  return found;
}

}  // namespace cortiscope
