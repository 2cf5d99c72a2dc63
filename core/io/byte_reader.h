#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/error.h"
#include "core/io/number_type.h"

namespace cortiscope {

/// Checks a declared size against the bytes present, before allocating memory for it.
///
/// @param what     the bytes' description in messages, e.g. "the coordinates of 7 vertices"
/// @param subject  the name of the file in messages
/// @throws Error  kBadFormat: more than are present
inline void require_bytes(std::uint64_t count, std::uint64_t present, const std::string& what,
                          const std::string& subject) {
  if (count <= present) return;
  throw Error(ErrorKind::kBadFormat, subject,
              "expected " + std::to_string(count) + " bytes for " + what + ", found " +
                  std::to_string(present),
              "the file is cut short or damaged; copy it again");
}

/// Reads numbers from borrowed bytes, and never past their end.
class ByteReader {
 public:
  /// @param bytes    borrowed; must outlive the reader
  /// @param subject  the name of the file in messages
  /// @param order    FreeSurfer's is big-endian
  ByteReader(std::string_view bytes, std::string subject, ByteOrder order = ByteOrder::kBig)
      : bytes_(bytes), subject_(std::move(subject)), order_(order) {}

  std::size_t remaining() const { return bytes_.size() - position_; }
  const std::string& subject() const { return subject_; }

  /// As require_bytes, of those that remain.
  void require(std::uint64_t count, const std::string& what) const {
    require_bytes(count, remaining(), what, subject_);
  }

  /// @throws Error  kBadFormat: the file ends before them
  std::string_view take(std::size_t count, const std::string& what) {
    require(count, what);
    const std::string_view taken = bytes_.substr(position_, count);
    position_ += count;
    return taken;
  }

  /// The next number. @throws Error  kBadFormat: the file ends before it
  template <class T>
  T number(const char* what) {
    if (sizeof(T) > remaining()) require(sizeof(T), what);
    position_ += sizeof(T);
    return number_at<T>(bytes_.data() + position_ - sizeof(T), order_);
  }
  std::int16_t int16(const char* what) { return number<std::int16_t>(what); }
  std::int32_t int32(const char* what) { return number<std::int32_t>(what); }
  float float32(const char* what) { return number<float>(what); }
  /// The next three bytes as one number, of FreeSurfer's older formats, which are all big-endian.
  std::uint32_t uint24(const char* what) {
    const std::uint32_t high = number<std::uint8_t>(what);
    const std::uint32_t middle = number<std::uint8_t>(what);
    return high << 16 | middle << 8 | number<std::uint8_t>(what);
  }

 private:
  std::string_view bytes_;
  std::string subject_;
  ByteOrder order_;
  std::size_t position_ = 0;
};

}  // namespace cortiscope
