#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

#include "core/io/number_type.h"

namespace cortiscope {

/// A NIfTI header of floats, as (2), that tests change field by field.
class NiftiBytes {
 public:
  NiftiBytes(int version, ByteOrder order)
      : version_(version), order_(order), bytes_(version == 1 ? 348 : 540, '\0') {
    put<std::int32_t>(0, std::int32_t(bytes_.size()));
    set_magic(version == 1 ? "n+1" : "n+2");
    set_type(16);
    set_extents({2});
    set_offset(std::int64_t(bytes_.size()) + 4);
  }

  void set_magic(const char* magic) { bytes_.replace(version_ == 1 ? 344 : 4, 3, magic); }
  void set_type(int code) { put<std::int16_t>(version_ == 1 ? 70 : 12, std::int16_t(code)); }
  void set_extents(const std::vector<std::int64_t>& extents) {
    set_axes(std::int64_t(extents.size()));
    for (std::size_t i = 0; i < extents.size(); ++i) set_dimension(i + 1, extents[i]);
  }
  void set_axes(std::int64_t axes) { set_dimension(0, axes); }
  void set_glmin(std::int32_t count) { put(144, count); }
  void set_intent(std::int32_t code) {
    version_ == 1 ? put<std::int16_t>(68, std::int16_t(code)) : put<std::int32_t>(504, code);
  }
  void set_offset(std::int64_t offset) {
    version_ == 1 ? put<float>(108, float(offset)) : put<std::int64_t>(168, offset);
  }
  void set_scaling(double slope, double intercept) {
    if (version_ == 1) {
      put<float>(112, float(slope));
      put<float>(116, float(intercept));
    } else {
      put<double>(176, slope);
      put<double>(184, intercept);
    }
  }

  /// The file: header, no extension, and these bytes.
  std::string with(const std::string& data) const { return bytes_ + std::string(4, '\0') + data; }
  /// The file with an extension of NIfTI's code 32, CIFTI's.
  std::string with_extension(const std::string& text, const std::string& data) {
    const auto size = std::int32_t((8 + text.size() + 15) / 16 * 16);
    set_offset(std::int64_t(bytes_.size()) + 4 + size);
    std::string extension = std::string("\1\0\0\0", 4) + number(size) + number(32) + text;
    extension.resize(std::size_t(size) + 4, '\0');
    return bytes_ + extension + data;
  }

  template <class T>
  std::string number(T value) const {
    std::string bytes(sizeof value, '\0');
    std::memcpy(bytes.data(), &value, sizeof value);
    if (order_ == ByteOrder::kBig) std::reverse(bytes.begin(), bytes.end());
    return bytes;
  }

 private:
  template <class T>
  void put(std::size_t place, T value) {
    bytes_.replace(place, sizeof value, number(value));
  }
  void set_dimension(std::size_t i, std::int64_t extent) {
    version_ == 1 ? put<std::int16_t>(40 + 2 * i, std::int16_t(extent))
                  : put<std::int64_t>(16 + 8 * i, extent);
  }

  int version_;
  ByteOrder order_;
  std::string bytes_;
};

}  // namespace cortiscope
