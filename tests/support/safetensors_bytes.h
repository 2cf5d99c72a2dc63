#pragma once

#include <cstdint>
#include <string>

namespace cortiscope {

/// The bytes of a safetensors file: the header's length, the header, and what follows it.
inline std::string safetensors_bytes(const std::string& header, const std::string& data) {
  std::string length;
  for (int i = 0; i < 8; ++i) length += char(std::uint64_t(header.size()) >> (8 * i) & 255);
  return length + header + data;
}

}  // namespace cortiscope
