#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

#include "core/io/dropped.h"

namespace cortiscope {

enum class ByteOrder { kBig, kLittle };

/// The types in which files store numbers.
enum class NumberType {
  kUint8,
  kInt8,
  kUint16,
  kInt16,
  kUint32,
  kInt32,
  kUint64,
  kInt64,
  kFloat32,
  kFloat64
};

/// Calls `visit` with a zero of the C++ type of `type`.
template <class Visit>
decltype(auto) visit_type(NumberType type, Visit&& visit) {
  switch (type) {
    case NumberType::kUint8:
      return visit(std::uint8_t{});
    case NumberType::kInt8:
      return visit(std::int8_t{});
    case NumberType::kUint16:
      return visit(std::uint16_t{});
    case NumberType::kInt16:
      return visit(std::int16_t{});
    case NumberType::kUint32:
      return visit(std::uint32_t{});
    case NumberType::kInt32:
      return visit(std::int32_t{});
    case NumberType::kUint64:
      return visit(std::uint64_t{});
    case NumberType::kInt64:
      return visit(std::int64_t{});
    case NumberType::kFloat32:
      return visit(float{});
    case NumberType::kFloat64:
      break;
  }
  return visit(double{});
}

/// Bytes of one number.
inline std::size_t size_of(NumberType type) {
  return visit_type(type, [](auto zero) { return sizeof zero; });
}

/// The number at these bytes, of which there are sizeof(T).
template <class T>
T number_at(const char* bytes, ByteOrder order) {
  constexpr int kSize = sizeof(T);
  char native[kSize];  // the machines we build for are little-endian
  for (int i = 0; i < kSize; ++i) native[i] = bytes[order == ByteOrder::kBig ? kSize - 1 - i : i];
  T number{};
  std::memcpy(&number, native, sizeof number);
  return number;
}

/// Numbers as floats, `slope * number + intercept` if requested.
///
/// @param bytes    a whole number of numbers
/// @param dropped  records how many are rounded to 32 bits
std::vector<float> to_floats(std::string_view bytes, NumberType type, ByteOrder order,
                             Dropped* dropped, double slope = 1, double intercept = 0);

}  // namespace cortiscope
