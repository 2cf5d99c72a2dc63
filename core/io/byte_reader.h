#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.h"

namespace cortiscope {

/// Reads big-endian numbers, FreeSurfer's byte order, from bytes that it borrows, and never past
/// their end.
class ByteReader {
 public:
  /// @param bytes    borrowed; must outlive the reader
  /// @param subject  what messages call the file
  ByteReader(std::string_view bytes, std::string subject)
      : bytes_(bytes), subject_(std::move(subject)) {}

  std::size_t remaining() const { return bytes_.size() - position_; }
  const std::string& subject() const { return subject_; }

  /// Checks a declared size against what is there, before anything is allocated for it.
  ///
  /// @param what  what the bytes are, as the message says it, e.g. "the coordinates of 7 vertices"
  /// @throws Error  kBadFormat: fewer than `count` bytes remain
  void require(std::uint64_t count, const std::string& what) const {
    if (count <= remaining()) return;
    throw Error(ErrorKind::kBadFormat, subject_,
                "expected " + std::to_string(count) + " bytes for " + what + ", found " +
                    std::to_string(remaining()),
                "the file is cut short or damaged; copy it again");
  }

  /// @throws Error  kBadFormat: the file ends before them
  std::string_view take(std::size_t count, const std::string& what) {
    require(count, what);
    const std::string_view taken = bytes_.substr(position_, count);
    position_ += count;
    return taken;
  }

  /// The next byte, two, three or four as one number. @throws Error  kBadFormat: the file ends
  std::int16_t int16(const char* what) { return std::int16_t(unsigned_number(2, what)); }
  std::uint32_t uint24(const char* what) { return unsigned_number(3, what); }
  std::int32_t int32(const char* what) { return std::int32_t(unsigned_number(4, what)); }
  float float32(const char* what) {
    const std::uint32_t bits = unsigned_number(4, what);
    float value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return value;
  }

 private:
  std::uint32_t unsigned_number(std::size_t bytes, const char* what) {
    if (bytes > remaining()) require(bytes, what);
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
      number = number << 8 | static_cast<unsigned char>(bytes_[position_++]);
    }
    return number;
  }

  std::string_view bytes_;
  std::string subject_;
  std::size_t position_ = 0;
};

}  // namespace cortiscope
