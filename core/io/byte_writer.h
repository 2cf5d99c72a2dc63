#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "core/io/number_type.h"

namespace cortiscope {

/// Collects bytes and numbers: the writing side of ByteReader.
class ByteWriter {
 public:
  /// @param order  FreeSurfer's is big-endian
  explicit ByteWriter(ByteOrder order = ByteOrder::kBig) : order_(order) {}

  void bytes(std::string_view text) { bytes_ += text; }
  /// Writes zeros up to an offset, in bytes from the start.
  void fill_to(std::size_t place) { bytes_.resize(std::max(place, bytes_.size()), '\0'); }
  template <class T>
  void number(T value) {
    char native[sizeof value];  // the machines we build for are little-endian
    std::memcpy(native, &value, sizeof value);
    if (order_ == ByteOrder::kBig) std::reverse(native, native + sizeof value);
    bytes_.append(native, sizeof value);
  }
  void int32(std::int64_t value) { number(std::int32_t(value)); }
  void float32(float value) { number(value); }
  const std::string& written() const { return bytes_; }

 private:
  ByteOrder order_;
  std::string bytes_;
};

}  // namespace cortiscope
