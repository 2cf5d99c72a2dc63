#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace cortiscope {

/// Collects bytes, numbers as big-endian ones: the writing side of ByteReader.
class ByteWriter {
 public:
  void bytes(std::string_view text) { bytes_ += text; }
  void int32(std::int64_t number) {
    for (const int shift : {24, 16, 8, 0}) bytes_ += char(std::uint32_t(number) >> shift);
  }
  void float32(float number) {
    std::uint32_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    int32(bits);
  }
  const std::string& written() const { return bytes_; }

 private:
  std::string bytes_;
};

}  // namespace cortiscope
